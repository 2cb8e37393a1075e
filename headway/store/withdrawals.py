"""The record of a withdrawal: a folder of its own, named by the load, written once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from headway.identity import LoadId
from headway.store.effect import Withdrawal
from headway.store.records import damaged, read_record

RECORD = "withdrawal.json"


def withdrawal_fields(withdrawal: Withdrawal) -> dict[str, Any]:
    """The record's fields as they stand on disk."""
    return {
        "load_id": withdrawal.load_id,
        "withdrawn_at": withdrawal.withdrawn_at.isoformat(),
        "withdrawn_by": withdrawal.withdrawn_by,
        "why": withdrawal.why,
    }


def read_withdrawal(folder: Path) -> Withdrawal:
    """The withdrawal in the folder. Raises FileError when it cannot be read or is not as it was written."""
    found = read_record(folder, RECORD, f"the withdrawal of load {folder.name}")
    try:
        return Withdrawal(
            load_id=LoadId(found["load_id"]),
            withdrawn_at=datetime.fromisoformat(found["withdrawn_at"]),
            withdrawn_by=found["withdrawn_by"],
            why=found["why"],
        )
    except (ValueError, KeyError, TypeError) as error:
        words = f"The withdrawal of load {folder.name} cannot be read ({type(error).__name__})."
        raise damaged(words, folder / RECORD) from None
