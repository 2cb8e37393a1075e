"""Work done one step ahead, in another thread, while DuckDB is busy with the step before."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items in the same order; what goes wrong in making one is raised when its turn comes."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(_taken, items)
        while taken := following.result():
            following = pool.submit(_taken, items)
            yield taken[0]


def _taken(items: Iterator[Item]) -> tuple[Item, ...]:
    """The next item, or nothing when there is none."""
    return tuple(islice(items, 1))
