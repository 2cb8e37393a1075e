"""For every test: nothing technical that the run says may hold what belongs to a child (see ``tests/told.py``)."""

from tests.told import pytest_configure, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["pytest_configure", "pytest_sessionfinish", "pytest_terminal_summary"]
