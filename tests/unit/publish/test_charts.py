"""Charts: every meaning has its own shape, no label lies on another, a missing month breaks the line, contrast holds."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.evidence.words import listed_words
from headway.publish.charts import palette
from headway.publish.charts.bar import bar_svg
from headway.publish.charts.hidden import HiddenPlace, hidden_svg
from headway.publish.charts.marks import KINDS, change_icon, dash, mark, target_icon
from headway.publish.charts.scale import scale_for
from headway.publish.charts.spark import Spark, spark_svg
from headway.publish.charts.spc import NARROW, WIDE, Frame, SpcBand, SpcChart, SpcPoint, SpcTick, spc_svg
from headway.publish.charts.strip import TOP, Panel, panel_svg
from headway.publish.charts.svg import text_width
from headway.publish.say import from_markdown, initials

SVG = "{http://www.w3.org/2000/svg}"
VALUES = [76, 76, 81, 78, 78, 74, 77, 74, 77, 76, 76, 79, 77, 79, 81, 74, 84, 85, 88, 85, 85, 84, 86, 86, 84]


def chart(values: list[float | None], *, target: float | None = 80, at: int = 13) -> SpcChart:
    points = [
        SpcPoint(date(2024 + (8 + n) // 12, (8 + n) % 12 + 1, 1), value, "improvement" if n > 15 else "steady")
        for n, value in enumerate(values)
    ]
    bands = [SpcBand(0, at, 76.8, 70.5, 83.1, True), SpcBand(at, len(values), 76.8, 70.5, 83.1, False)]
    ticks = [
        SpcTick(at, "One <county> standard", "from 1 October 2025"),
        SpcTick(19, "Inspection", "14 April 2026", False),
    ]
    return SpcChart("as02", "Assessments & more", "Read me", points, bands, True, "84%", target, ticks)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every label with its box: words, left, right, top, bottom."""
    found = []
    for each in parsed(svg).iter(f"{SVG}text"):
        words = "".join(each.itertext())
        size, x, y = (float(each.get(name, "0")) for name in ("font-size", "x", "y"))
        width = text_width(words, size, each.get("font-weight") == "bold") * 0.94
        left = {"start": x, "middle": x - width / 2, "end": x - width}[each.get("text-anchor", "start")]
        found.append((words, left, left + width, y - 0.72 * size, y))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(boxes(svg), 2)
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_a_chart_says_what_it_shows_and_escapes_words(frame: object) -> None:
    root = parsed(spc_svg(chart(list(VALUES)), frame))  # type: ignore[arg-type]
    assert root.get("role") == "img"
    names = (root.get("aria-labelledby") or "").split()
    assert [root.find(f"*[@id='{name}']").text for name in names] == ["Assessments & more", "Read me"]  # type: ignore[union-attr]
    assert any("One <county> standard" in each[0] for each in boxes(ET.tostring(root, "unicode")))


def test_the_two_drawings_share_no_id() -> None:
    wide, narrow = (parsed(spc_svg(chart(list(VALUES)), frame)) for frame in (WIDE, NARROW))
    ids = [each.get("id") for root in (wide, narrow) for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize("last", [72, 75, 76, 77, 78, 79, 80, 81, 82, 84, 88, 92, 96, 100])
@pytest.mark.parametrize("target", [None, 74, 77, 78, 80, 83, 95])
def test_no_label_lies_on_another(frame: object, last: float, target: float | None) -> None:
    found = chart([*VALUES[:-1], last], target=target)
    assert overlaps(spc_svg(replace(found, last_words=f"{last}%"), frame)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("count", range(1, 26))
def test_months_under_the_axis_do_not_touch(count: int) -> None:
    short = replace(chart([80.0] * count, at=count), ticks=(), bands=())
    for frame in (WIDE, NARROW):
        assert [pair for pair in overlaps(spc_svg(short, frame)) if "20" in pair[0] + pair[1]] == []


def test_a_missing_month_breaks_the_line_and_is_not_drawn_at_nought() -> None:
    values: list[float | None] = [*VALUES[:10], None, *VALUES[11:]]
    root = parsed(spc_svg(chart(values)))
    assert len(root.findall(f"{SVG}polyline")) == 2
    whole = parsed(spc_svg(chart(list(VALUES))))
    assert len(whole.findall(f"{SVG}polyline")) == 1
    assert len(root.findall(f"{SVG}circle")) == len(whole.findall(f"{SVG}circle")) - 1


def test_a_limit_that_is_no_possible_value_is_not_drawn() -> None:
    high = replace(chart(list(VALUES)), bands=[SpcBand(0, 25, 92, 78, 106)], ticks=())
    words = [each[0] for each in boxes(spc_svg(high))]
    assert "lower limit 78%" in words
    assert not any("upper limit" in each for each in words)
    assert max(high.scale.ticks) == 100


def test_marks_tell_apart_without_colour() -> None:
    shapes = {}
    for kind in KINDS:
        root = parsed(mark(kind, kind))
        shapes[kind] = [
            (each.tag.removeprefix(SVG), each.get("points"), each.get("r"), each.get("stroke-dasharray"))
            for each in root
            if each.tag != f"{SVG}title"
        ]
    for one, other in itertools.combinations(KINDS, 2):
        assert shapes[one] != shapes[other], (one, other)
    assert [tag for tag, *_ in shapes["concern"]] == ["rect", "polygon"]
    assert [tag for tag, *_ in shapes["improvement"]] == ["polygon"]
    assert parsed(mark("improvement", "x", up=True))[1].get("points") != parsed(mark("improvement", "x", up=False))[
        1
    ].get("points")


def test_a_boxed_mark_keeps_its_mark() -> None:
    plain, boxed = mark("steady", "x"), mark("steady", "x", boxed=True)
    assert ET.tostring(parsed(plain)[-1]) == ET.tostring(parsed(boxed)[-1])
    assert len(parsed(boxed)) == len(parsed(plain)) + 1


def test_there_is_no_mark_for_what_is_not_known() -> None:
    with pytest.raises(ValueError, match="no mark"):
        mark("better", "x")


def test_icons_tell_apart() -> None:
    icons = [change_icon(kind, "", up=up) for kind in ("improvement", "concern", "neutral") for up in (True, False)]
    icons += [change_icon(kind, "") for kind in ("steady", "too_early", "cannot_tell")]
    icons += [target_icon(kind, "") for kind in ("pass", "fail", "inconsistent", "none")]
    assert len(set(icons)) == len(icons)


def test_what_repeats_the_words_beside_it_is_passed_over_and_the_rest_is_not() -> None:
    assert parsed(bar_svg(3, 4)).get("aria-hidden") == "true"
    assert parsed(dash("East: no claim")).get("aria-label") == "East: no claim"


def test_a_bar_of_nothing_is_empty() -> None:
    assert len(parsed(bar_svg(0, 0))) == 1
    assert parsed(bar_svg(2, 4))[1].get("width") == "28"


@given(st.lists(st.none() | st.floats(0, 5000), min_size=1, max_size=40), st.booleans())
def test_a_scale_holds_its_values(values: list[float | None], is_percent: bool) -> None:
    known = [value % 100 if is_percent else value for value in values if value is not None]
    scale = scale_for(known, is_percent=is_percent, top=10, bottom=200)
    assert scale.low < scale.high
    assert len(scale.ticks) <= 7
    assert all(scale.low - 1e-6 <= value <= scale.high + 1e-6 for value in known)
    assert all(10 - 1e-6 <= scale.y(value) <= 200 + 1e-6 for value in known)


@given(st.lists(st.floats(-3, 3) | st.floats(0, 5000), min_size=1, max_size=9), st.booleans())
def test_no_two_lines_of_an_axis_are_written_alike(values: list[float], is_percent: bool) -> None:
    scale = scale_for([abs(each) % 100 if is_percent else each for each in values], is_percent=is_percent)
    words = [scale.words(tick) for tick in scale.ticks]
    assert len(set(words)) == len(words)


def test_rates_of_less_than_one_are_drawn_over_the_whole_height() -> None:
    """One in the county is 0.07 per 10,000: on an axis from 0 to 1 its months would lie on the foot."""
    scale = scale_for([0.07, 0.13, 0.33], is_percent=False)
    assert (scale.low, scale.high) == (0, pytest.approx(0.4)) and scale.words(scale.ticks[1]) == "0.1"
    share = scale_for([99.2, 99.7], is_percent=True)
    assert [share.words(tick) for tick in share.ticks] == ["99.2%", "99.3%", "99.4%", "99.5%", "99.6%", "99.7%"]
    assert scale_for([0.0, 1.0, 2.0], is_percent=False).step == 1, "there is no part of a child"


@given(st.lists(st.none() | st.floats(0, 1), max_size=25), st.sampled_from(KINDS), st.none() | st.integers(0, 25))
def test_a_sparkline_of_any_months_is_a_drawing(values: list[float | None], kind: str, change: int | None) -> None:
    root = parsed(spark_svg(Spark(values, kind, True, 0.5, 0.4, 0.6, change, "words")))
    assert root.get("viewBox") == "0 0 104 28"
    assert "nan" not in ET.tostring(root, "unicode").lower()


@given(st.floats(0, 100), st.floats(0, 100), st.lists(st.floats(0, 100), max_size=3), st.none() | st.floats(0, 100))
def test_labels_of_a_hidden_place_are_inside_and_apart(
    place: float, county: float, others: list[float], target: float | None
) -> None:
    svg = hidden_svg(HiddenPlace(place, "North 84", county, "county 93", others, target, "target 90"))
    assert overlaps(svg) == []
    assert all(left >= -1 and right <= 173 for _, left, right, _, _ in boxes(svg))


def test_what_hangs_below_a_hidden_places_target_is_inside_the_drawing() -> None:
    root = parsed(hidden_svg(HiddenPlace(76, "East 76", 82, "county 82", [90], 80, "target 80")))
    height = float(root.get("viewBox", "").split()[3])
    label = next(each for each in root.iter(f"{SVG}text") if each.text == "target 80")
    size = float(label.get("font-size", "0"))
    assert size and float(label.get("y", "0")) + 0.25 * size <= height


def test_a_place_without_figures_is_drawn_without_a_line() -> None:
    points = [SpcPoint(date(2026, 1, 1), None), SpcPoint(date(2026, 2, 1), None)]
    root = parsed(panel_svg(Panel(points, [0.5, 0.6], scale_for([0, 1], is_percent=False), "East: no data")))
    assert len(root.findall(f"{SVG}polyline")) == 1


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#FFFFFF", palette.BAND_BASE, palette.BAND_AFTER])
def test_contrast_of_words_and_marks(ground: str) -> None:
    for colour in (palette.INK, palette.SECOND):
        assert contrast(colour, ground) >= 4.5
    for colour in (palette.BLUE, palette.ORANGE, palette.PURPLE, palette.GREY):
        assert contrast(colour, ground) >= 3
    assert contrast(palette.COUNTY_GREY, "#FFFFFF") >= 3


def test_words_are_listed_shortened_and_weighted() -> None:
    assert listed_words(["North"]) == "North"
    assert listed_words(["North", "East", "West"]) == "North, East and West"
    assert initials(["North", "East", "South", "West"]) == {"North": "N", "East": "E", "South": "S", "West": "W"}
    assert initials(["North", "North East", "Exeter", "East"]) == {
        "North": "North", "North East": "North ", "Exeter": "Ex", "East": "Ea",
    }  # fmt: skip
    assert from_markdown("**Counted**: *all* of `them`") == (
        ("b", "Counted"), ("", ": "), ("i", "all"), ("", " of "), ("", "them"),
    )  # fmt: skip


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize(("mean", "target", "last"), [(99.7, 99.6, "over 99%"), (0.2, 0.4, "under 1%")])
def test_no_label_leaves_the_drawing(frame: Frame, mean: float, target: float, last: str) -> None:
    points = [SpcPoint(date(2024 + n // 12, n % 12 + 1, 1), mean) for n in range(24)]
    made = SpcChart("m", "T", "D", points, [SpcBand(0, 24, mean, mean - 1, mean + 1)], True, last, target)
    texts = list(ET.fromstring(spc_svg(made, frame)).iter(f"{SVG}text"))
    assert any("mean" in (each.text or "") for each in texts)
    for each in texts:
        if each.get("text-anchor") not in ("end", "middle"):
            is_bold = (each.get("font-weight") or "400") not in ("400", "normal")
            width = text_width(each.text or "", float(each.get("font-size") or 12), is_bold)
            assert float(each.get("x") or 0) + width <= frame.width, each.text
            assert float(each.get("font-size") or 12) >= 11, "smaller letters are not read on a phone"


def test_the_strips_target_stands_above_the_lines_and_not_across_them() -> None:
    points = [SpcPoint(date(2024 + n // 12, n % 12 + 1, 1), 24.0 + n % 3) for n in range(24)]
    panel = Panel(points, [24.0] * 24, scale_for([20, 30], is_percent=True), "East", 24.0, names_target=True)
    (label,) = [each for each in ET.fromstring(panel_svg(panel)).iter(f"{SVG}text") if "target" in (each.text or "")]
    assert label.text == "target 24%" and float(label.get("y") or 99) < TOP


def test_a_value_below_nothing_is_drawn_below_nothing() -> None:
    points = [SpcPoint(date(2024 + n // 12, n % 12 + 1, 1), float(n % 4 - 3)) for n in range(24)]
    made = SpcChart("m", "T", "D", points, [SpcBand(0, 24, -1.5, -5.0, 2.0)], False, "−3.0")
    assert made.scale.low <= -3 < 0 <= made.scale.high
    assert "−" in made.scale.words(made.scale.low) and "-" not in made.scale.words(made.scale.low)
    kept = SpcChart("m", "T", "D", [replace(p, value=2.0) for p in points], made.bands, False, "2")
    assert kept.scale.low == 0, "a limit below nothing is no possible value of a count"


@pytest.mark.parametrize("spread", [0.3, 0.9, 1.6])
def test_limits_of_one_percent_are_not_all_written_alike(spread: float) -> None:
    points = [SpcPoint(date(2024 + n // 12, n % 12 + 1, 1), 98.7 + spread * (n % 2)) for n in range(24)]
    made = SpcChart("m", "T", "D", points, [SpcBand(0, 24, 98.9, 98.6, 99.2)], True, "98.7%")
    for frame in (WIDE, NARROW):
        words = [each[0] for each in boxes(spc_svg(made, frame))]
        ticks = [float(each.removesuffix("%")) for each in words if re.fullmatch(r"[0-9.]+%?", each)]
        assert {f"{min(ticks):g}", f"{max(ticks):g}"} <= {
            each.removesuffix("%") for each in words if each.endswith("%")
        }
        assert {"98.6%", "98.9%"} <= {each.split(" ")[-1] for each in words if "limit" in each or "mean" in each}
    plain = replace(made, bands=[SpcBand(0, 24, 80, 70, 90)], points=[replace(p, value=80.0) for p in points])
    assert "mean 80%" in [each[0] for each in boxes(spc_svg(plain))]
