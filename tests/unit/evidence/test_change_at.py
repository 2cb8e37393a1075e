"""Did it change? The REML fit against statsmodels and against the dense formula, and every line of the table of verdicts."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.special import expit

from headway.errors import UnusableNumbersError
from headway.evidence.change_at import Change, change_at, fit_change, judge_series
from headway.evidence.reml import GRID, LineFit, fit_line
from headway.evidence.words.of_change import change_details, change_words, course_words, groups_words

BEFORE, AFTER = 14, 12
MONTHS = BEFORE + AFTER


def design(months: int, at: int) -> np.ndarray:
    since = np.arange(months, dtype=float) - at
    step = (since >= 0).astype(float)
    return np.column_stack([np.ones(months), since, step, step * since])


def noise(seed: int, months: int = MONTHS, rho: float = 0.0, sd: float = 1.0) -> np.ndarray:
    dice = np.random.default_rng(seed)
    found = [dice.normal()]
    for _ in range(months - 1):
        found.append(rho * found[-1] + np.sqrt(1 - rho * rho) * dice.normal())
    return sd * np.array(found)


def correlation(time: np.ndarray, rho: float) -> np.ndarray:
    return np.where(np.eye(len(time)) == 1, 1.0, rho ** np.abs(time[:, None] - time[None, :]))


def dense(y: np.ndarray, x: np.ndarray, time: np.ndarray) -> float:
    """The ρ with the largest restricted likelihood, from whole matrices."""

    def likelihood(rho: float) -> float:
        v = correlation(time, rho)
        inverse = np.linalg.inv(v)
        moment = x.T @ inverse @ x
        off = y - x @ np.linalg.solve(moment, x.T @ inverse @ y)
        parts = (
            (len(y) - x.shape[1]) * np.log(off @ inverse @ off),
            np.linalg.slogdet(v)[1],
            np.linalg.slogdet(moment)[1],
        )
        return float(-0.5 * sum(parts))

    return float(max(GRID, key=likelihood))


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("seed", range(5))
def test_the_fit_is_that_of_the_dense_formula_and_of_statsmodels_also_with_months_missing(
    rho: float, seed: int
) -> None:
    time = np.arange(40)
    if seed % 2:
        time = np.sort(np.random.default_rng(seed).choice(40, 33, replace=False))
    x = design(40, 20)[time]
    y = 70 + noise(seed, 40, rho, 5)[time] + 4 * x[:, 2]
    found = fit_line(y, x, time.astype(float))
    assert found is not None
    assert found.rho == dense(y, x, time)
    known = sm.GLS(y, x, sigma=correlation(time, found.rho)).fit()
    assert found.beta == pytest.approx(known.params, rel=1e-9)
    assert found.covariance == pytest.approx(known.cov_params(), rel=1e-8)
    weights = np.array([0.0, 0.0, 1.0, 6.0])
    effect, theirs = found.of(weights), known.t_test(weights)
    assert (effect.value, effect.p) == pytest.approx((theirs.effect[0], float(theirs.pvalue)), rel=1e-8)
    assert (effect.low, effect.high) == pytest.approx(tuple(theirs.conf_int()[0]), rel=1e-8)


@settings(max_examples=30)
@given(some.floats(-1000, 1000), some.floats(0.01, 1000), some.integers(0, 50))
def test_another_unit_or_origin_changes_no_likeness_and_no_p(shift: float, scale: float, seed: int) -> None:
    x, time, y = design(MONTHS, BEFORE), np.arange(float(MONTHS)), noise(seed)
    one, other = fit_line(y, x, time), fit_line(shift + scale * y, x, time)
    assert isinstance(one, LineFit)
    assert isinstance(other, LineFit)
    assert one.rho == other.rho
    weights = np.array([0.0, 0.0, 1.0, 6.0])
    assert other.of(weights).p == pytest.approx(one.of(weights).p, rel=1e-5, abs=1e-9)


def test_level_slope_and_jump_are_found_as_planted() -> None:
    since = np.arange(MONTHS) - BEFORE
    y = 50 + 0.5 * since + (since >= 0) * (8 + 1.5 * since) + noise(4, sd=0.01)
    fit = fit_change(y, BEFORE)
    assert fit is not None
    found = (fit.level, fit.slope.value, fit.jump.value, fit.slope_change.value, fit.effect.value, fit.expected)
    assert found == pytest.approx((50, 0.5, 8, 1.5, 8 + 1.5 * 3, 51.5), abs=0.05)
    assert (fit.before_count, fit.after_count, fit.horizon) == (BEFORE, AFTER, 3)
    assert fit.effect.low < fit.effect.value < fit.effect.high


def step(size: float, seed: int = 1, good: str = "higher", **more: object) -> Change:
    y = 70 + noise(seed) + size * (np.arange(MONTHS) >= BEFORE)
    return change_at(y.tolist(), at=BEFORE, good=good, **more)  # type: ignore[arg-type]


def test_each_line_of_the_table() -> None:
    assert step(12).whole.verdict == "changed"
    assert step(12, good="lower").whole.verdict == "worse"
    assert step(0).whole.verdict == "no_change_shown"
    assert step(0, matters=50).whole.verdict == "no_change"
    assert step(12, matters=50).whole.verdict == "no_change"
    assert step(12, is_declared_before=False).whole.reason == "late"
    y = step(12).whole.fit
    assert y is not None
    short = judge_series(70 + noise(1)[: BEFORE + 7], BEFORE, "higher")
    assert (short.verdict, short.after_count) == ("too_early", 7)
    assert judge_series(70 + noise(1)[3:], BEFORE - 3, "higher").reason == "few_before"
    assert judge_series(np.full(MONTHS, 5.0), BEFORE, "higher").reason == "flat"
    assert judge_series(np.arange(float(MONTHS)), BEFORE, "higher").reason == "flat"


def test_whatever_could_explain_it_away_keeps_a_change_from_being_shown() -> None:
    assert step(12, rival_events=["Lockdown"]).whole.doubts == ("rival",)
    assert step(12, is_recording_changed=True).whole.doubts == ("recording",)
    moved_too = (noise(9) + 12 * (np.arange(MONTHS) >= BEFORE)).tolist()
    found = step(12, control=moved_too)
    assert (found.whole.verdict, found.whole.doubts) == ("suggests", ("control",))
    assert step(12, control=noise(9).tolist()).whole.verdict == "changed"
    alike = step(12, compared=[moved_too, moved_too])
    assert alike.whole.doubts == ("compared",)
    assert step(12, compared=[noise(9).tolist(), noise(10).tolist()]).whole.verdict == "changed"
    faint = step(2.5, seed=9)
    assert faint.whole.verdict == "suggests"
    assert "chance" in faint.whole.doubts


def test_a_comparison_place_without_data_takes_away_no_doubt() -> None:
    moved_too = (noise(9) + 12 * (np.arange(MONTHS) >= BEFORE)).tolist()
    nothing: list[float | None] = [None] * MONTHS
    assert step(12, compared=[moved_too, nothing]).whole.doubts == ("compared",)
    assert step(12, compared=[noise(9).tolist(), nothing]).whole.verdict == "changed"
    for beside in ({"compared": [nothing]}, {"control": nothing}):
        found = step(12, **beside).whole
        (name,) = beside
        assert (found.verdict, found.doubts) == ("suggests", (f"{name}_unchecked",))
        assert "could not be checked" in change_words(found, "higher", is_share=False)


def test_a_comparison_place_that_misses_months_makes_no_step_of_its_own() -> None:
    high, low = (90 + noise(9)).tolist(), (20 + noise(10)).tolist()
    gone: list[float | None] = [None if n >= BEFORE else value for n, value in enumerate(low)]
    assert step(12, compared=[high, gone]).whole.verdict == "changed"


def test_one_strange_month_at_the_date_depends_on_the_exact_month() -> None:
    y = 70 + noise(3, sd=0.5)
    y[BEFORE - 2 : BEFORE] -= 14
    found = judge_series(y, BEFORE, "higher")
    assert set(found.moved) == {-2, 2}
    assert found.verdict != "changed"


def test_the_difference_in_differences_takes_out_what_moved_everywhere() -> None:
    common = noise(20, rho=0.6, sd=4)
    rise = 6.0 * (np.arange(MONTHS) >= BEFORE)
    own = (70 + common + rise + noise(21, sd=0.5)).tolist()
    others = [(60 + common + noise(seed, sd=0.5)).tolist() for seed in (22, 23)]
    found = change_at(own, at=BEFORE, good="higher", compared=others)
    assert found.compared is not None
    assert found.compared.effect.value == pytest.approx(6, abs=2.2)
    assert found.compared.effect.high - found.compared.effect.low < 3


def test_groups_that_are_left_behind_are_named_and_alike_ones_are_not() -> None:
    rise = 12.0 * (np.arange(MONTHS) >= BEFORE)
    groups = {"girls": (noise(30) + rise).tolist(), "boys": noise(31).tolist(), "0 to 4": (noise(32) + rise).tolist()}
    found = step(12, groups=groups).groups
    assert found is not None
    assert found.behind == ("boys",)
    assert found.p_differ is not None
    assert found.p_differ < 0.01
    said = groups_words(found, "higher", is_share=False)
    assert said[0].startswith("Not for everyone: boys gained less")
    assert [words.split(":")[0] for words in said[1:]] == list(groups)
    assert said[1].startswith("girls: Better by ") and "prove" not in said[1]
    alike = step(12, groups={name: (noise(40 + at) + rise).tolist() for at, name in enumerate("abc")}).groups
    assert alike is not None
    assert alike.behind == ()
    assert step(12, groups={"a": [None] * MONTHS}).groups.p_differ is None  # type: ignore[union-attr]


def test_shares_near_the_edge_are_fitted_as_log_odds_and_told_in_shares() -> None:
    dice = np.random.default_rng(7)
    n = np.full(MONTHS, 200)
    p = np.where(np.arange(MONTHS) >= BEFORE, 0.97, 0.88)
    share = dice.binomial(n, p) / n
    found = change_at(share.tolist(), at=BEFORE, good="higher", sizes=n.tolist()).whole.fit
    assert found is not None
    assert found.scale == "log_odds"
    assert found.effect.value == pytest.approx(0.09, abs=0.05)
    assert found.expected + found.effect.high <= 1
    line = fit_change(np.log((share * n + 0.5) / ((1 - share) * n + 0.5)), BEFORE)
    assert line is not None
    after = expit(line.level + line.slope.value + line.slope_change.value) - expit(line.level)
    assert found.slope.value + found.slope_change.value == pytest.approx(after)
    middle = dice.binomial(n, 0.5) / n
    assert change_at(middle.tolist(), at=BEFORE, good="higher", sizes=n.tolist()).whole.fit.scale == "as_given"  # type: ignore[union-attr]
    uneven = np.where(np.arange(MONTHS) % 2, 400, 40)
    found = change_at(middle.tolist(), at=BEFORE, good="higher", sizes=uneven.tolist()).whole.fit
    assert found is not None
    assert found.scale == "log_odds"


@pytest.mark.parametrize(
    "more",
    [
        {"at": 0},
        {"at": 99},
        {"good": "neither"},
        {"values": [1.0, inf, *range(24)]},
        {"control": [1.0]},
        {"compared": [[1.0, 2.0]]},
        {"sizes": [10.0] * MONTHS, "values": [2.0] * MONTHS},
        {"horizon": -1},
    ],
)
def test_what_cannot_be_right_is_refused(more: dict[str, object]) -> None:
    given: dict[str, object] = {"values": noise(1).tolist(), "at": BEFORE, "good": "higher", **more}
    with pytest.raises(UnusableNumbersError):
        change_at(given.pop("values"), **given)  # type: ignore[arg-type]


def test_the_words_hold_the_numbers_and_never_say_caused() -> None:
    found = step(12, rival_events=["A lockdown"], control=noise(9).tolist(), compared=[noise(10).tolist()])
    assert found.whole.fit is not None
    said = [change_words(found.whole, "higher", is_share=False), *change_details(found, is_share=False)]
    assert said[0].startswith("May have changed: 1")
    assert "something else happened" in said[0]
    assert "A lockdown" in " ".join(said)
    shares = change_at(
        (0.01 * np.array(70 + noise(1) + 12 * (np.arange(MONTHS) >= BEFORE))).tolist(), at=BEFORE, good="higher"
    )
    assert "Better by 1" in change_words(shares.whole, "higher", is_share=True)
    assert " points (" in change_words(shares.whole, "higher", is_share=True)
    assert "does not prove the cause" in change_words(shares.whole, "higher", is_share=True)
    early = change_words(judge_series(70 + noise(1)[: BEFORE + 5], BEFORE, "higher"), "higher", is_share=True)
    assert early == "Too early to say: 5 months after, 8 needed."
    late = change_words(step(12, is_declared_before=False).whole, "higher", is_share=True)
    assert late.startswith("No verdict")
    for text in [*said, early, late]:
        assert "caused" not in text


def test_a_likeness_below_nought_has_a_proper_minus() -> None:
    found = judge_series(70 + 5 * (-1.0) ** np.arange(MONTHS) + noise(1), BEFORE, "higher")
    assert found.fit is not None and found.fit.rho < 0
    assert "are alike by −0." in course_words(found, is_share=False)[1]


def test_all_missing_and_one_point_say_so() -> None:
    for values in ([None] * MONTHS, [*[None] * (MONTHS - 1), 5.0]):
        found = change_at(values, at=BEFORE, good="higher").whole
        assert (found.verdict, found.fit) == ("cannot_tell", None)


@pytest.mark.parametrize(("alike", "least", "most"), [(0.9, 0.6, 0.95), (-0.7, -0.5, -0.3)])
def test_how_alike_neighbouring_months_are_is_looked_for_over_the_whole_range(
    alike: float, least: float, most: float
) -> None:
    fit = fit_change(noise(8, 240, alike), 120)
    assert fit is not None and least <= fit.rho <= most
