"""The tokens that councils' systems write for an empty cell, and the texts that Excel writes for an error."""

from __future__ import annotations

BLANK_TOKENS = frozenset(
    {
        "-", ".", "..", "<blank>", "blank", "no data", "not recorded", "znotrecorded", "zznotrecorded", "zzcodeerror",
        "na", "n/a", "nan", "null", "pd.na", "<na>", "data not captured in mosaic",
    }
)  # fmt: skip
ERROR_TEXTS = frozenset(
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#MULTIVALUE", "#ERROR", "#ERROR!", "#NA",
    }
)  # fmt: skip
