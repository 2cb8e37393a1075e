"""Figures judged, with what the plan claims of them: the lines that ``headway evidence`` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.evidence.account import AccountLine, account_of, claim_lines, is_rare, rare_line
from headway.evidence.assess import MeasureEvidence
from headway.evidence.judge import Judgement, different
from headway.evidence.words import plan_word_words
from headway.evidence.words.of_account import luck_of_icons
from headway.evidence.words.of_claims import luck_words as luck_of_claims
from headway.improvement import ClaimStatus, PlanStatus
from headway.measures import CountyFiles, MeasurePage


@dataclass(frozen=True)
class Account:
    """One figure and its lines."""

    evidence: MeasureEvidence
    lines: tuple[AccountLine, ...]
    judgements: tuple[Judgement, ...] = ()

    @property
    def name(self) -> str:
        """The figure's id, with its part."""
        return self.evidence.page.name_of(self.evidence.part)

    @property
    def title(self) -> str:
        """The figure's title."""
        return self.evidence.page.title_of(self.evidence.part)


def accounts(
    found: Sequence[MeasureEvidence],
    plan: PlanStatus,
    files: CountyFiles,
    as_at: date,
    event_days: Callable[[MeasurePage, str | None], Sequence[Sequence[date]]],
) -> list[Account]:
    """Every figure's account, in the order given; the plan's own words for its claims, as the plan and the pack say.

    ``event_days`` gives the days of a figure's events, for each covered stretch; it is asked for rare ones.
    """
    children = _children(files, as_at.year)
    by_measure: dict[str, list[tuple[str, ClaimStatus]]] = {}
    for asked in plan.recommendations:
        for claim in asked.claims:
            by_measure.setdefault(claim.figures.measure, []).append((asked.recommendation.id, claim))
    judged = []
    for each in found:
        claims = by_measure.get(each.page.name_of(each.part), [])
        rare = [rare_line(each, event_days(each.page, each.part), as_at)] if is_rare(each) else []
        lines = (*account_of(each, children), *rare, *_claims(each, claims))
        judged.append(Account(each, lines, tuple(claim.judgement for _, claim in claims)))
    return judged


def luck_words(found: Sequence[Account]) -> str:
    """How many icons and claims were looked at, and how many of each chance alone would light."""
    icons = Counter(
        each.evidence.doubt(place)
        for each in found
        for place, chart in each.evidence.charts.items()
        if chart.status == "firm" and chart.variation is not None
    )
    claims = different(each for account in found for each in account.judgements)
    return " ".join([luck_of_icons(icons), *([luck_of_claims(claims)] if claims else [])])


def _claims(each: MeasureEvidence, claims: Sequence[tuple[str, ClaimStatus]]) -> list[AccountLine]:
    lines: list[AccountLine] = []
    for number, claim in claims:
        county = each.county.place
        lines.append(AccountLine("claim", county, claim.word, f"{number}, {claim.owner_title}: {claim.words}."))
        for place, word in claim.by_place.items():
            lines.append(AccountLine("claim", place, word.word, f"{plan_word_words(word, claim.figures.shape)}."))
        lines += [AccountLine("claim", county, said.word, said.words) for said in claim.earlier]
        lines += claim_lines(claim.judgement, claim.figures.shape)
    return lines


def _children(files: CountyFiles, mid_year: int) -> Mapping[str, int | None]:
    """The children of each locality at the newest middle of a year that is known."""
    found = {name: files.population.newest(mid_year, name) for name in files.localities.names()}
    return {name: None if each is None else each[1] for name, each in found.items()}
