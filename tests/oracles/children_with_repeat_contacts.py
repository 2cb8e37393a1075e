"""FD04, the obvious way: each contact; a child's are counted in a period, by ``once_a_child``."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(
            row["row_id"], row["contacted_on"], row["contacted_on"] is not None or None, False, part, row["child_key"]
        )
        for row in standing(tables["contacts"])
        for part in ("2-or-more", "3-or-more")
    ]
