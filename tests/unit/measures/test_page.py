"""A page's front matter, its names and its version."""

from __future__ import annotations

from pathlib import Path

import pytest

from headway.errors import DefinitionError, UnknownNameError
from headway.measures import observe
from headway.measures.manual import standard_words
from tests.unit.measures.tables import MEASURES, SEPTEMBER, SQL, assessment, county, journey, page_in, page_text


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("assessment_within_45_days", ("assessment_within_45_days", None)),
        ("as02", ("assessment_within_45_days", None)),
        ("LV02", ("care_leaver_accommodation", None)),
        ("LV02/19-21", ("care_leaver_accommodation", "19-21")),
        (" care_leaver_accommodation/17-18 ", ("care_leaver_accommodation", "17-18")),
    ],
)
def test_a_measure_is_found_by_any_of_its_names(name: str, found: tuple[str, str | None]) -> None:
    page, part = MEASURES.figure(name)
    assert (page.id, part) == found


def test_an_unknown_name_gives_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean.*assessment_within_45_days"):
        MEASURES.page("assesment_within_45_day")
    with pytest.raises(UnknownNameError):
        MEASURES.figure("LV02/99")


def test_defaults_and_parts(tmp_path: Path) -> None:
    page = page_in(tmp_path, page_text(front="parts: {a: {title: The one}, b: {shape: median}}"))
    assert (page.front.cannot_tell_limit, page.front.consistency.tolerance, page.front.consistency.margin) == (
        10,
        5,
        10,
    )
    assert [(page.name_of(part), page.catalogue_of(part)) for part in page.parts] == [
        ("a_measure/a", "ZZ01/a"), ("a_measure/b", "ZZ01/b"),
    ]  # fmt: skip
    assert [page.title_of(part) for part in page.parts] == ["The one", "Assessments"]
    assert [page.shape_of(part) for part in page.parts] == ["mean", "median"]


def test_another_definition_has_another_version(tmp_path: Path) -> None:
    first = page_in(tmp_path, page_text()).version
    assert page_in(tmp_path, page_text()).version == first
    assert page_in(tmp_path, page_text().replace("good: higher", "good: lower")).version != first
    assert len({page.version for page in MEASURES.pages}) == len(MEASURES.pages)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("shape: mean", "shape: average", "line 4, shape"),
        ("good: higher", "good: up", "line 7, good"),
        ("facet: how_well", "faset: how_well", "Did you mean facet"),
        ("status: published", "status: published\nstandards: {a: {value: 3, national: true, source: x}}", "a standard with a value has a kind"),
        ("status: published", "status: published\nstandards: {a: {national: true, source: x}}", "a national standard has a value"),
        ("```sql", "```", "0 blocks of SQL"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(DefinitionError) as error:
        page_in(tmp_path, page_text().replace(old, new))
    assert words in str(error.value)
    assert "a_measure.md" in str(error.value)


def test_a_part_that_the_front_matter_does_not_name_is_refused_when_it_comes(tmp_path: Path) -> None:
    sql = SQL.replace("from cin", ", case when started_on is null then 'b' else 'a' end as part\nfrom cin")
    page = page_in(tmp_path, page_text(sql, front="parts: {a: {}}"))
    made = journey({"cin_assessments": [assessment("North 1"), assessment("North 1", None)]})
    with pytest.raises(DefinitionError, match="gives a part 'b'"):
        observe(made, [page], periods=[SEPTEMBER], county=county())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CL29", "months: 4 months, national ("),
        ("CP13", "months_15: 15 months, no national rule ("),
        ("CP15", "listed_months: 6 months, national ("),
        ("CL06", "placements: 3, national ("),
        ("CL33", "workers: 3, national ("),
        ("RF07", "referrals: 3, no national rule ("),
    ],
)
def test_each_length_and_each_number_of_a_page_is_told(name: str, said: str) -> None:
    assert any(words.startswith(said) for words in standard_words(MEASURES.page(name)))
