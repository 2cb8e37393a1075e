"""The data: loads and what their records say, files that people bring, and taking a load out of effect."""
