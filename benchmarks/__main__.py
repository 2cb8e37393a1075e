"""Runs every benchmark in turn: ``make bench``."""

from __future__ import annotations

import importlib
import pkgutil

import benchmarks


def main() -> None:
    """Each module of this folder that has a ``main``, in order of name."""
    for module in sorted(info.name for info in pkgutil.iter_modules(benchmarks.__path__) if info.name != "__main__"):
        print(f"== {module}", flush=True)
        importlib.import_module(f"benchmarks.{module}").main()


if __name__ == "__main__":
    main()
