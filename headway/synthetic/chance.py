"""Seeded chance: a stream of draws for each name, and draws that belong to a record for ever.

Two kinds are needed. ``stream`` gives the usual generator, one for each part of the county, so that planting a truth
in one part moves no draw of another. ``unit`` gives a number that depends only on the record and the question asked: a
cell that is blank in one workbook is blank in the next, and a worker who holds a child in May still does in June.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def stream(seed: int, name: str, number: int = 0) -> np.random.Generator:
    """The generator of one part of the county, the same for the same seed and name."""
    return np.random.default_rng([seed, zlib.crc32(name.encode()), number])


def unit(seed: int, name: str, ids: Ints, turn: Ints | int = 0) -> Floats:
    """A number from 0 up to 1 for each record, fixed by seed, name, record and turn."""
    with np.errstate(over="ignore"):
        mixed = np.asarray(ids).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = mixed + np.asarray(turn).astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
        mixed = mixed + np.uint64(zlib.crc32(f"{seed}/{name}".encode()) * 0x165667B19E3779F9 % 2**64)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def pick(units: Floats, weights: tuple[float, ...]) -> Ints:
    """Which of the weighted choices each number falls on."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.minimum(np.searchsorted(edges / edges[-1], units, side="right"), len(weights) - 1).astype(np.int64)
