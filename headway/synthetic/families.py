"""Children in families: who they are, where they live, and who lives with them. Nobody here is or was a real child."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from headway.synthetic.chance import Bools, Ints, pick
from headway.synthetic.setting import LOCALITY_SHARES

YEAR = 365.25
FAMILY_SIZES = (0.45, 0.30, 0.15, 0.10)
SEX_SHARES = (0.517, 0.478, 0.003, 0.002)
# In the order of the template's own codes, WBRI first, REFU and NOBT last.
ETHNICITY_SHARES = (
    *(0.815, 0.004, 0.002, 0.034, 0.008, 0.012, 0.008, 0.012, 0.022, 0.004),
    *(0.003, 0.004, 0.009, 0.003, 0.013, 0.005, 0.002, 0.014, 0.006, 0.020),
)
DISABILITY_SHARES = (0.12, 0.85, 0.03)


@dataclass(frozen=True)
class Children:
    """One row per child, all columns in step; a child's number is its row."""

    family: Ints
    locality: Ints
    born: Ints
    sex: Ints
    ethnicity: Ints
    disability: Ints
    is_alone: Bools  # came to the country alone, seeking asylum

    def __len__(self) -> int:
        return len(self.family)


def make_families(rng: np.random.Generator, first_seen: Ints, *, sizes: tuple[float, ...] = FAMILY_SIZES) -> Children:
    """Families first seen on these days, numbered from 0; every child is under 18 on that day, a few not yet born."""
    families = len(first_seen)
    size = pick(rng.random(families), sizes) + 1
    family = np.repeat(np.arange(families), size)
    place_in_family = np.arange(len(family)) - np.repeat(np.cumsum(size) - size, size)
    youngest = np.repeat(rng.triangular(-0.4, 3.0, 17.0, families), size)
    spacing = rng.uniform(1.1, 3.6, len(family)) * place_in_family
    age = youngest + spacing
    age = np.where(age < 17.5, age, rng.uniform(6, 17.5, len(family)))
    locality = np.repeat(pick(rng.random(families), LOCALITY_SHARES), size)
    ethnicity = np.repeat(pick(rng.random(families), ETHNICITY_SHARES), size)
    return _people(rng, family, locality, (first_seen[family] - age * YEAR).astype(np.int64), ethnicity)


def make_single(rng: np.random.Generator, seen: Ints, age: tuple[float, float], *, is_alone: bool = False) -> Children:
    """Children known on their own, one to a family, between two ages on the day they are first seen."""
    count = len(seen)
    born = (seen - rng.uniform(*age, count) * YEAR).astype(np.int64)
    locality = pick(rng.random(count), LOCALITY_SHARES)
    ethnicity = pick(rng.random(count), ETHNICITY_SHARES)
    people = _people(rng, np.arange(count), locality, born, ethnicity)
    if not is_alone:
        return people
    boys = np.where(rng.random(count) < 0.93, 0, 1)
    others = rng.choice([12, 14, 17], count)
    return Children(people.family, locality, born, boys, others, people.disability, np.ones(count, dtype=np.bool_))


def joined(parts: list[Children]) -> Children:
    """All children in one table; family numbers of later parts move up so that no two parts share a family."""
    families: list[Ints] = []
    top = 0
    for part in parts:
        families.append(part.family + top)
        top += int(part.family.max(initial=-1)) + 1
    others = [field.name for field in fields(Children) if field.name != "family"]
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in others}
    return Children(family=np.concatenate(families), **columns)


def _people(rng: np.random.Generator, family: Ints, locality: Ints, born: Ints, ethnicity: Ints) -> Children:
    count = len(family)
    return Children(
        family=family.astype(np.int64),
        locality=locality,
        born=born,
        sex=pick(rng.random(count), SEX_SHARES),
        ethnicity=ethnicity,
        disability=pick(rng.random(count), DISABILITY_SHARES),
        is_alone=np.zeros(count, dtype=np.bool_),
    )
