"""Children who need someone: the list for a person's own places, each child's journey, who looks after it and what was done."""
