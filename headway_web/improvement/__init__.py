"""What was asked and promised, and what became of it."""
