"""Columns of cells: days, codes, counts and text as a workbook holds them, and the person block that opens a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headway.synthetic.chance import Bools, Ints
from headway.synthetic.days import EXCEL_ZERO, LONG_AGO, NEVER
from headway.synthetic.template import ETHNICITY, GENDER
from headway.synthetic.world import World

Cells = NDArray[Any]  # of text, whole numbers and None


@dataclass(frozen=True)
class ListRows:
    """The rows of one list on one day. ``ids`` name the records behind them, so that a spoilt cell stays spoilt."""

    number: int
    ids: Ints
    children: Ints
    columns: tuple[Cells, ...]
    dates: frozenset[int]  # which columns hold days, as Excel numbers

    def __len__(self) -> int:
        return len(self.ids)


def day_cells(day: Ints) -> Cells:
    """Days as Excel numbers; what never was, or has not come, is blank."""
    cells = (day + EXCEL_ZERO).astype(object)
    cells[(day >= NEVER) | (day <= LONG_AGO)] = None
    return cells


def coded(labels: tuple[str, ...], choice: Ints) -> Cells:
    """The answers chosen."""
    cells: Cells = np.array(labels, dtype=object)[choice]
    return cells


def blank_unless(condition: Bools, cells: Cells) -> Cells:
    """The cells, blank where the condition is false."""
    found = cells.copy()
    found[~condition] = None
    return found


def filled(cells: Cells) -> Bools:
    """Which cells are not blank."""
    return np.fromiter((cell is not None for cell in cells), dtype=np.bool_, count=len(cells))


def count_cells(count: Ints) -> Cells:
    """Whole numbers as they are."""
    return count.astype(object)


def text_cells(value: str, count: int) -> Cells:
    """The same text in every row."""
    cells = np.empty(count, dtype=object)
    cells[:] = value
    return cells


def child_keys(world: World) -> Cells:
    """The council's own id of every child: invented, and looking it."""
    return numbered("SYN", len(world.children), 6)


def numbered(letters: str, count: int, digits: int, first: int = 0) -> Cells:
    """Ids from ``first`` on, such as SYN000017."""
    return np.array([f"{letters}{number:0{digits}d}" for number in range(first, first + count)], dtype=object)


def person_block(world: World, keys: Cells, child: Ints, day: int) -> list[Cells]:
    """Id, gender, ethnicity, date of birth and age on the day; an unborn child has age -1 and the day it is due."""
    people = world.children
    born = people.born[child]
    unborn = born > day
    sex = np.where(unborn, 2, people.sex[child])
    age = np.where(unborn, -1, ages(born, day))
    return [
        keys[child],
        coded(GENDER, sex),
        coded(ETHNICITY, people.ethnicity[child]),
        day_cells(born),
        count_cells(age),
    ]


def ages(born: Ints, day: int | Ints) -> Ints:
    """Whole years at the last birthday on or before the day."""
    on = np.asarray(day).astype("datetime64[D]")
    year, birth_year = on.astype("datetime64[Y]"), born.astype("datetime64[D]").astype("datetime64[Y]")
    birthday_reached = _month_and_day(on) >= _month_and_day(born.astype("datetime64[D]"))
    return (year.astype(np.int64) - birth_year.astype(np.int64) - np.where(birthday_reached, 0, 1)).astype(np.int64)


def _month_and_day(day: NDArray[Any]) -> Ints:
    month = day.astype("datetime64[M]")
    in_month = (day - month.astype("datetime64[D]")).astype(np.int64)
    return np.asarray(month.astype(np.int64) % 12 * 31 + in_month, dtype=np.int64)
