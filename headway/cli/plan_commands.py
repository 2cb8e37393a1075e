"""headway plan: what was asked, what is done, what the data say."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import typer

from headway.cli.county_option import (
    AS_AT_OPTION,
    COUNTY_OPTION,
    KNOWN_ON_OPTION,
    open_county,
    past_day,
    say_as_at,
    today,
)
from headway.cli.show import FORMAT_OPTION, Format, show_rows
from headway.evidence.words import HIDDEN
from headway.evidence.words.of_claims import impact_shown_words, judgement_words, luck_words
from headway.improvement import ClaimStatus, RecommendationStatus, TakenAway

CLAIM_HEADS = (
    "measure", "declared", "first kept", "places", "not working if", HIDDEN, "behind the words", "impact shown", "said before",
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the plan."""
    app.command("plan")(plan)


def plan(
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = KNOWN_ON_OPTION,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Recommendation by recommendation: delivery and impact side by side, in the county and each locality."""
    asked = past_day(as_at, "--as-at")
    status = open_county(county).plan(
        by=getpass.getuser(),
        today=today(),
        as_at=asked,
        known_on=past_day(known_on, "--known-on"),
    )
    say_as_at(status.as_at, asked)
    rows = [row for each in status.recommendations for row in plan_rows(each)]
    rows += [taken_away_row(each) for each in status.taken_away]
    empty = "The plan asks nothing yet. Write recommendations and actions into plan.yaml."
    show_rows(rows, form, empty)
    if form is Format.TABLE and status.judgements:
        typer.echo(f"\n{luck_words(status.judgements)}")


def plan_rows(each: RecommendationStatus) -> list[dict[str, object]]:
    """A row for each claim of the recommendation, or one that says that nothing was claimed."""
    asked: dict[str, object] = {
        "id": each.recommendation.id,
        "asked": each.recommendation.shown_title,
        "of": each.recommendation.asked_of,
        "delivery": each.delivery_words,
    }
    if not each.claims:
        return [asked | {"impact": each.impact_words} | dict.fromkeys(CLAIM_HEADS, "")]
    return [
        asked
        | {
            "impact": each.impact_words if claim is each.lead else claim.words,
            "measure": claim.figures.measure,
            "declared": claim.claim.declared_on.isoformat(),
            "first kept": claim.kept.first_kept_at.date().isoformat() if claim.kept else "",
            "places": "; ".join(f"{place}: {found.word}" for place, found in claim.by_place.items()),
            "not working if": claim.claim.not_working_if,
            HIDDEN: claim.hidden_words,
            "behind the words": _behind(claim),
            "impact shown": impact_shown_words(claim.judgement.impact_shown),
            "said before": " ".join(each.words for each in claim.earlier),
        }
        for claim in each.claims
    ]


def taken_away_row(each: TakenAway) -> dict[str, object]:
    """A row for a claim that the plan makes no longer where it stood."""
    last = each.versions[-1]
    found: dict[str, object] = {"id": each.owner_id, "asked": each.owner_title, "of": "", "delivery": ""}
    return (
        found
        | {"impact": each.words}
        | dict.fromkeys(CLAIM_HEADS, "")
        | {
            "measure": last.claim.measure,
            "declared": last.claim.declared_on.isoformat(),
            "first kept": last.first_kept_at.date().isoformat(),
            "said before": " ".join(version.words for version in each.versions[:-1]),
        }
    )


def _behind(claim: ClaimStatus) -> str:
    """What is behind each word: of the county, then of each place."""
    found, shape = claim.judgement, claim.figures.shape
    said = (found.county, *found.by_place.values())
    return " ".join(f"{each.place}: {' '.join(judgement_words(found, each, shape))}" for each in said)
