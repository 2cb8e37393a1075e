"""Runs every benchmark in turn: ``make bench``. With ``--curves`` it runs the long ones instead."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks

LONG = {"curves"}


def main() -> None:
    """Each module of this folder that measures something, in order of name."""
    modules = {info.name for info in pkgutil.iter_modules(benchmarks.__path__)} - {"__main__", "alone"}
    for module in sorted(LONG if "--curves" in sys.argv else modules - LONG):
        print(f"== {module}", flush=True)
        if importlib.import_module(f"benchmarks.{module}").main() is False:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
