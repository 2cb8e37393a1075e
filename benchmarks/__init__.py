"""Benchmarks: each prints ratios against a baseline that is named and run beside it."""
