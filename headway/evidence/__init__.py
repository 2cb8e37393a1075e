"""Evidence: pure numbers in, verdicts out."""
