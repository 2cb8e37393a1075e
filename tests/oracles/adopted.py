"""What the oracles of adoption have in common: the children adopted, or perhaps adopted."""

from __future__ import annotations

from tests.oracles.plain import Row, Tables, cannot_read, standing


def adopted(tables: Tables) -> list[Row]:
    """The rows with an adoption order, or with one whose date cannot be read."""
    return [row for row in standing(tables["permanence"]) if row["adopted_on"] or cannot_read(row, "adopted_on")]
