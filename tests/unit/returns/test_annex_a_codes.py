"""Codes: matched on the code or the words, never on the letter; code and group kept apart."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headway.catalogue import definitions_dir
from headway.returns import GroupOnly, UnmatchedCode, return_layouts
from headway.returns.codes import code_list, compared
from tests.unit.returns.conftest import Read
from tests.unit.returns.look_alikes import LAYOUT, Shape, plain_row, write_xlsx

CODE_LISTS = sorted(path.stem for path in (definitions_dir() / "codelists").glob("*.csv"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_decided_spelling_is_what_was_decided(name: str) -> None:
    codes = code_list(name)
    known = {row["code"] for row in rows_of(definitions_dir() / "codelists" / f"{name}.csv")}
    spelt = rows_of(definitions_dir() / "codelists" / "spellings" / f"{name}.csv")
    assert spelt
    for row in spelt:
        for column in row.get("columns", "").split() or [""]:
            for written in (row["spelling"], row["spelling"].upper(), f"  {row['spelling']} "):
                match = codes.match(written, column=column)
                assert (match.kind, match.code or "") == (row["kind"], row["code"]), (name, written)
        assert row["code"] in known or row["kind"] in ("blank", "no code", "several"), row
        assert row["source"] and row["dated"] and row["spelling"] == compared(row["spelling"])


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_and_label_is_itself_with_and_without_its_letter(name: str) -> None:
    codes = code_list(name)
    for row in rows_of(definitions_dir() / "codelists" / f"{name}.csv"):
        if row["kind"] == "code":
            assert codes.match(row["code"]).code == row["code"]
            assert codes.match(row["label"] or row["code"]).code == row["code"]
        assert row["source"] and row["dated"]


def test_every_code_column_has_a_code_list() -> None:
    lists = [each for layout in return_layouts() for each in layout.lists.values()]
    used = {column.codes for each in lists for column in each.columns.values() if column.codes}
    assert used == set(CODE_LISTS)


@pytest.mark.parametrize(
    ("name", "written", "kind", "code"),
    [
        ("ethnicity", "s) REFU", "code", "REFU"),
        ("ethnicity", "s) NOBT", "code", "NOBT"),
        ("ethnicity", "t) NOBT", "code", "NOBT"),
        ("ethnicity", "s)", "unmatched", None),
        ("ethnicity", "a) White", "group", "W"),
        ("sex", "c) Neither", "code", "N"),
        ("sex", "d) Not stated/recorded", "code", "U"),
        ("sex", "c) Not stated/recorded (or unborn)", "code", "U"),
        ("sex", "c)", "unmatched", None),
        ("sex", "Female", "code", "F"),
        ("sex", "Not recorded", "code", "U"),
        ("sex", "Transgender Male", "several", None),
        ("contact_source", "p1) 5D: LA services", "code", "5D"),
        ("contact_source", "1B Individual - Acquaintance (including neighbours and child minders)", "code", "1B"),
        ("contact_source", "Legal services", "several", None),
        ("contact_source", "Cafcass", "code", "7"),
        ("contact_source", "POLICE", "code", "6"),
        ("contact_source", "Health", "group", "3"),
        ("placement_provider", "e) PR4 - Private provision", "code", "PR4"),
        ("placement_type", "K3", "code", "K3"),
        ("placement_type", "Foster placement", "group", "U"),
        ("primary_need", "N1 - Abuse or Neglect", "code", "N1"),
        ("primary_need", "PSRMEM - Support with memory and cognition", "unmatched", None),
        ("primary_need", "A3", "no code", None),
        ("abuse_category", "Physical abuse", "code", "PHY"),
        ("adoption_reversal_reason", "RD2", "code", "RD2"),
        ("care_ceased_reason", "f) E4B: Returned home to live with parents or relatives - not part of planning", "code", "E4B"),
        ("legal_status", "C2: FCO", "code", "C2"),
        ("accommodation", "U: Independent living", "code", "U"),
        ("accommodation", "Not recorded", "blank", None),
        ("accommodation", "#MULTIVALUE", "error", None),
        ("accommodation_suitability", "0", "blank", None),
        ("cin_closure_reason", "Something new (RC4)", "code", "RC4"),
        ("in_touch", "Young person refuses contact", "code", "REFU"),
        ("case_status", "CLA&CP", "code", "looked_after"),
        ("activity", "Full time training", "code", "F5"),
        ("permanence_plan", "Long term fostering, we hope", "unmatched", None),
    ],
)  # fmt: skip
def test_a_spelling_is_matched_on_its_code_or_words(name: str, written: str, kind: str, code: str | None) -> None:
    match = code_list(name).match(written)
    assert (match.kind, match.code) == (kind, code)


@pytest.fixture
def typed(read: Callable[..., Read], tmp_path: Path) -> Callable[..., Read]:
    def run(list_key: str, *rows: dict[str, Any], shape: Shape | None = None) -> Read:
        whole = [plain_row(list_key, number, **cells) for number, cells in enumerate(rows)]
        return read(write_xlsx(tmp_path / "a.xlsx", {list_key: whole}, shape))

    return run


def test_words_of_the_case_system_in_an_outcome_column_are_unmatched_and_unreadable(typed: Callable[..., Read]) -> None:
    found = typed("assessments", {"is_support_required": "CS Close Case"}, {"is_support_required": "a) Yes"})
    heading = LAYOUT.lists["assessments"].columns["is_support_required"].heading
    assert found.column("assessments", "is_support_required") == [None, True]
    assert found.column("assessments", "unreadable") == [["is_support_required"], []]
    assert found.typing.unmatched == (UnmatchedCode("assessments", heading, "CS Close Case", 1),)
    assert found.typing.unreadable[0].why == "not one of the codes"


def test_no_further_action_is_an_answer_in_one_column_and_none_in_another(typed: Callable[..., Read]) -> None:
    assert typed("referrals", {"is_nfa": "NFA"}, {"is_nfa": "FA"}).column("referrals", "is_nfa") == [True, False]
    assert typed("assessments", {"is_support_required": "NFA"}).column("assessments", "unreadable") == [
        ["is_support_required"]
    ]


def test_yes_and_no_become_booleans_and_a_blank_stays_blank(typed: Callable[..., Read]) -> None:
    written = ["a) Yes", "b) No", "Y", "n", "TRUE", True, False, "1", 0, "-", None]
    found = typed("section_47", *({"is_icpc_unnecessary": value} for value in written))
    truth = [True, False, True, False, True, True, False, True, False, None, None]
    assert found.column("section_47", "is_icpc_unnecessary") == truth
    assert found.typing.unreadable == ()


def test_unknown_is_an_answer_of_one_question_and_not_of_another(typed: Callable[..., Read]) -> None:
    found = typed("section_47", {"disability_code": "c) Unknown", "is_plan_made": "c) Unknown"})
    assert found.column("section_47", "disability_code") == ["unknown"]
    assert found.column("section_47", "unreadable") == [["is_plan_made"]]


def test_a_group_whose_code_is_not_told_is_kept_as_a_group_and_counted(typed: Callable[..., Read]) -> None:
    found = typed(
        "children_in_care",
        {"placement_type_code": "Foster placement"},
        {"placement_type_code": "f) U6: Foster placement - not FFA"},
    )
    assert found.column("children_in_care", "placement_type_code") == ["U", "U6"]
    assert found.typing.group_only == (GroupOnly("children_in_care", "Placement Type", "U", 1),)
    assert found.typing.unreadable == ()


def test_words_that_are_no_code_are_blank_and_reported(typed: Callable[..., Read]) -> None:
    found = typed("children_in_need", {"primary_need_code": "A3"})
    assert found.column("children_in_need", "primary_need_code") == [None]
    assert found.column("children_in_need", "unreadable") == [[]]
    assert found.typing.unmatched == (
        UnmatchedCode("children_in_need", "Primary Need Code", "A3", 1, is_unreadable=False),
    )


def test_list_11_has_neither_and_not_stated_the_other_way_round(typed: Callable[..., Read]) -> None:
    found = typed("adopters", {"sex_code": "c) Neither"}, {"sex_code": "d) Not stated/recorded"})
    assert found.column("adopters", "sex_code") == ["N", "U"]


def test_full_time_training_is_another_code_in_the_layout_of_2019(typed: Callable[..., Read]) -> None:
    rows = ({"activity_code": "Full time training"}, {"activity_code": "F1"})
    assert typed("care_leavers", *rows).column("care_leavers", "activity_code") == ["F5", "F1"]
    shape = Shape(leave_out=LAYOUT.lists["care_leavers"].later_columns)
    assert typed("care_leavers", *rows, shape=shape).column("care_leavers", "activity_code") == ["F3", "F1"]


def test_councils_are_named_as_the_department_names_them(typed: Callable[..., Read]) -> None:
    names = ["Essex County Council", "E10000012", "NIR", "SOUTHEND B.C", "Home Town"]
    found = typed("children_in_care", *({"placed_in": name} for name in names))
    assert found.column("children_in_care", "placed_in") == ["Essex", "Essex", "NIR", "Southend-on-Sea", None]
