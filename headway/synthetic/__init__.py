"""A synthetic county with known truths, for the demo, tests and training. No child in it is or was real."""
