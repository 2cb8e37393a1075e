"""What the figures say: home, measures, where a figure comes from."""
