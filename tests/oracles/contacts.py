"""FD01, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(row["row_id"], row["contacted_on"], None if row["contacted_on"] is None else True, False, part)
        for row in standing(tables["contacts"])
        for part in ("count", "rate")
    ]
