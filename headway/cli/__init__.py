"""The command line: it only translates between people and ``County``."""

from headway.cli.app import main

__all__ = ["main"]
