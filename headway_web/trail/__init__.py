"""The trail: who saw, exported, changed and released what, when, under which role and why. It can only grow."""
