"""All 43 items are there; an item that works names tests that exist; one that does not says what is missing."""

from __future__ import annotations

import ast

import pytest

from tests.acceptance.commissioner.register import ROOT, Item, items


def test_all_43_items_are_there_once() -> None:
    ids = [item.id for item in items()]
    assert len(ids) == len(set(ids)) == 43
    counts = {letter: sum(i.startswith(letter) for i in ids) for letter in "TAQCRM"}
    assert counts == {"T": 7, "A": 9, "Q": 7, "C": 9, "R": 8, "M": 3}


@pytest.mark.parametrize("item", items(), ids=lambda item: item.id)
def test_an_item_names_its_tests_or_what_is_missing(item: Item) -> None:
    assert bool(item.tests) != bool(item.missing)
    for test in item.tests:
        file, name = test.split("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)], test
