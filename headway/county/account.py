"""Figures judged, with what the plan claims of them: the lines that ``headway evidence`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headway.evidence.account import AccountLine, account_of, change_lines
from headway.evidence.assess import MeasureEvidence
from headway.evidence.words import plan_word_words
from headway.evidence.words.of_account import luck_of_icons
from headway.improvement import ClaimStatus, PlanStatus
from headway.measures import CountyFiles


@dataclass(frozen=True)
class Account:
    """One figure and its lines."""

    evidence: MeasureEvidence
    lines: tuple[AccountLine, ...]

    @property
    def name(self) -> str:
        """The figure's id, with its part."""
        return self.evidence.page.name_of(self.evidence.part)

    @property
    def title(self) -> str:
        """The figure's title."""
        return self.evidence.page.title_of(self.evidence.part)


def accounts(found: Sequence[MeasureEvidence], plan: PlanStatus, files: CountyFiles, mid_year: int) -> list[Account]:
    """Every figure's account, in the order given; the plan's own words for its claims, as the plan and the pack say."""
    children = _children(files, mid_year)
    by_measure: dict[str, list[tuple[str, ClaimStatus]]] = {}
    for each in plan.recommendations:
        for claim in each.claims:
            by_measure.setdefault(claim.figures.measure, []).append((each.recommendation.id, claim))
    return [
        Account(each, (*account_of(each, children), *_claims(each, by_measure.get(each.page.name_of(each.part), []))))
        for each in found
    ]


def luck_words(found: Iterable[Account]) -> str:
    """How many icons were looked at, and how many chance alone would light."""
    return luck_of_icons(sum(each.evidence.icon(place) is not None for each in found for place in each.evidence.charts))


def _claims(each: MeasureEvidence, claims: Sequence[tuple[str, ClaimStatus]]) -> list[AccountLine]:
    lines: list[AccountLine] = []
    for number, claim in claims:
        county = each.county.place
        lines.append(AccountLine("claim", county, claim.word, f"{number}, {claim.owner_title}: {claim.words}."))
        for place, word in claim.by_place.items():
            lines.append(AccountLine("claim", place, word.word, f"{plan_word_words(word, claim.figures.shape)}."))
        promised = claim.claim
        is_before = not claim.late_words
        lines += change_lines(each, promised.change_from, promised.expects, is_declared_before=is_before)
    return lines


def _children(files: CountyFiles, mid_year: int) -> Mapping[str, int | None]:
    """The children of each locality at the newest middle of a year that is known."""
    found = {name: files.population.newest(mid_year, name) for name in files.localities.names()}
    return {name: None if each is None else each[1] for name, each in found.items()}
