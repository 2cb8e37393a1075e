"""A load that should not be there is taken out of effect, and what was known before stays as it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from headway.errors import FileError, RefusedError, UnknownNameError
from headway.identity import LoadId
from headway.store import Store, Withdrawal
from tests.unit.store.conftest import Give


def withdraw(store: Store, name: LoadId, day: str) -> Withdrawal:
    at = datetime.fromisoformat(f"{day}T10:00:00+00:00")
    return store.withdraw(name, at=at, by="data lead", why="of another council")


def names(store: Store, known_on: str | None = None) -> list[str]:
    day = date.fromisoformat(known_on) if known_on else None
    return [f"{load.sha256[0]} {load.as_at:%m}" for load in store.loads(known_on=day)]


def test_a_withdrawn_load_is_in_effect_on_the_days_before(store: Store, give: Give) -> None:
    wrong = give("a", "2026-06-30", received="2026-07-02").manifest
    give("b", "2026-07-31")
    withdraw(store, wrong.load_id, "2026-08-10")
    assert names(store) == ["b 07"]
    assert names(store, "2026-08-09") == ["a 06", "b 07"]
    assert names(store, "2026-08-10") == ["b 07"]
    assert store.manifest(wrong.load_id) == wrong
    [standing, _] = Store(store.path).standings()
    assert standing.withdrawal is not None and not standing.is_in_effect
    assert standing.withdrawal.why == "of another council"
    assert standing.withdrawal.withdrawn_at == datetime(2026, 8, 10, 10, tzinfo=UTC)


def test_what_was_known_before_on_the_same_day_is_had_by_the_moment(store: Store, give: Give) -> None:
    """Received at 09:00, withdrawn at 10:00, and another file of that day given for the same day of the past."""
    wrong = give("a", "2026-06-30", received="2026-07-02").manifest.load_id
    withdraw(store, wrong, "2026-07-02")
    give("b", "2026-06-30", received="2026-07-02")
    at = {
        text: [load.sha256[0] for load in store.loads(known_on=datetime.fromisoformat(f"2026-07-02T{text}Z"))]
        for text in ("08:59:59", "09:00:00", "09:59:59", "10:00:00", "10:00:01")
    }
    assert at == {"08:59:59": [], "09:00:00": ["a"], "09:59:59": ["a"], "10:00:00": ["b"], "10:00:01": ["b"]}
    assert names(store, "2026-07-02") == ["b 06"]


def test_the_first_withdrawal_stands(store: Store, give: Give) -> None:
    load = give("a", "2026-06-30").manifest.load_id
    assert withdraw(store, load, "2026-08-10").load_id == load
    assert withdraw(store, load, "2026-08-20").withdrawn_at.day == 10, "said again, it is the one that is there"
    with pytest.raises(RefusedError, match="it was withdrawn on 2026-08-10") as caught:
        store.withdraw(load, at=datetime(2026, 8, 20, tzinfo=UTC), by="ann", why="another reason")
    assert caught.value.where == "By data lead: of another council"
    assert names(store, "2026-08-15") == []


def test_the_same_file_can_be_loaded_again_after_its_withdrawal(store: Store, give: Give) -> None:
    first = give("a", "2026-06-30", received="2026-07-01").manifest
    withdraw(store, first.load_id, "2026-07-05")
    again = give("a", "2026-06-30", received="2026-07-08")
    assert again.is_new and again.manifest.load_id != first.load_id
    assert [names(store, day) for day in ("2026-07-04", "2026-07-05", "2026-07-08")] == [["a 06"], [], ["a 06"]]
    assert store.loads() == (again.manifest,)
    assert again.manifest.corrects is None, "nobody said that it corrects anything"
    withdraw(store, again.manifest.load_id, "2026-07-09")
    assert names(store) == [], "the one that was withdrawn first stays so"
    with pytest.raises(RefusedError, match="another load was in effect"):
        give("b", "2026-06-30", received="2026-07-03")
    third = give("b", "2026-06-30", received="2026-07-08").manifest
    assert [names(store, f"2026-07-0{day}") for day in (4, 5, 8, 9)] == [["a 06"], [], ["b 06"], ["b 06"]]
    assert third.corrects == again.manifest.load_id


def test_a_file_that_came_while_what_a_withdrawal_gave_back_was_in_effect_takes_its_place(
    store: Store, give: Give
) -> None:
    first = give("a", "2026-06-30", received="2026-07-01").manifest.load_id
    second = give("b", "2026-06-30", received="2026-07-02", corrects=first).manifest.load_id
    withdraw(store, second, "2026-07-04")
    withdraw(store, first, "2026-07-08")
    assert give("c", "2026-06-30", received="2026-07-06").manifest.corrects == second
    assert [names(store, f"2026-07-0{day}") for day in (3, 5, 6, 9)] == [["b 06"], ["a 06"], ["c 06"], ["c 06"]]


def test_a_withdrawn_correction_gives_back_what_it_had_corrected(store: Store, give: Give) -> None:
    first = give("a", "2026-06-30", received="2026-07-01").manifest.load_id
    second = give("b", "2026-06-30", received="2026-07-02", corrects=first).manifest.load_id
    third = give("c", "2026-06-30", received="2026-07-03", corrects=second).manifest.load_id
    withdraw(store, third, "2026-07-10")
    assert names(store) == ["b 06"]
    withdraw(store, second, "2026-07-11")
    assert names(store) == ["a 06"]
    assert names(store, "2026-07-10") == ["b 06"]
    assert names(store, "2026-07-09") == ["c 06"]


def test_only_what_is_in_effect_can_be_withdrawn(store: Store, give: Give) -> None:
    first = give("a", "2026-06-30").manifest.load_id
    second = give("b", "2026-06-30", corrects=first).manifest.load_id
    with pytest.raises(RefusedError, match=f"load {second} has corrected it"):
        withdraw(store, first, "2026-07-10")
    with pytest.raises(UnknownNameError, match="no load called"):
        withdraw(store, LoadId("annex_a-2026-06-31-a"), "2026-07-10")
    assert names(store) == ["b 06"]


def test_no_day_of_the_past_has_two_loads(store: Store, give: Give) -> None:
    """A file that replaces a withdrawn one may have come while the wrong one was still in effect."""
    wrong = give("a", "2026-06-30", received="2026-07-01").manifest.load_id
    withdraw(store, wrong, "2026-07-05")
    right = give("b", "2026-06-30", received="2026-07-03").manifest
    assert right.corrects == wrong
    known = [names(store, f"2026-07-0{day}") for day in range(1, 7)]
    assert known == [["a 06"], ["a 06"], ["b 06"], ["b 06"], ["b 06"], ["b 06"]]
    third = give("c", "2026-06-30", received="2026-07-02", corrects=right.load_id).manifest
    assert [names(store, f"2026-07-0{day}") for day in (1, 2, 3)] == [["a 06"], ["c 06"], ["c 06"]]
    assert store.loads() == (third,)


def test_two_loads_on_one_past_day_are_refused_where_they_cannot_be_told_apart(store: Store, give: Give) -> None:
    wrong = give("a", "2026-06-30", received="2026-07-01").manifest.load_id
    july = give("b", "2026-07-31").manifest.load_id
    withdraw(store, wrong, "2026-08-05")
    with pytest.raises(RefusedError, match="another load was in effect") as caught:
        give("c", "2026-06-30", received="2026-07-20", corrects=july)
    assert "--received 2026-08-05" in caught.value.todo
    give("c", "2026-06-30", received="2026-08-05", corrects=july)
    assert names(store) == ["c 06"]


def test_the_advice_never_goes_round_in_a_circle(store: Store, give: Give) -> None:
    """One file given for the day of another: no --corrects can put both right, so the one that is wrong is withdrawn."""
    june = give("a", "2026-06-30").manifest.load_id
    july = give("b", "2026-07-31").manifest.load_id
    seen: set[str] = set()
    corrects: LoadId | None = None
    for _ in range(6):
        try:
            give("a", "2026-07-31", received="2026-08-20", corrects=corrects)
            break
        except RefusedError as refused:
            assert refused.todo not in seen
            seen.add(refused.todo)
            for name in re.findall(r"headway loads withdraw (\S+)", refused.todo):
                withdraw(store, name, "2026-08-20")
            found = re.search(r"--corrects ([\w-]+)", refused.todo)
            corrects = LoadId(found[1]) if found else None
    assert names(store) == ["a 07"]
    assert {each.load.load_id for each in store.standings() if not each.is_in_effect} == {june, july}


def test_a_file_that_is_held_corrects_no_other_load_in_silence(store: Store, give: Give) -> None:
    give("a", "2026-06-30")
    july = give("b", "2026-07-31").manifest.load_id
    with pytest.raises(RefusedError, match="already held") as caught:
        give("a", "2026-06-30", corrects=july)
    assert f"headway loads withdraw {july}" in caught.value.todo


def test_a_withdrawal_that_was_changed_is_said(store: Store, give: Give) -> None:
    load = give("a", "2026-06-30").manifest.load_id
    withdraw(store, load, "2026-07-05")
    path = store.path / "withdrawn" / load / "withdrawal.json"
    path.write_text(path.read_text("utf-8").replace("2026-07-05", "2026-06-01"), "utf-8")
    with pytest.raises(FileError, match=f"withdrawal of load {load} is not as it was written"):
        store.loads()
