"""An explanation as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from headway.county.explain import Explanation, InPack, definition_file
from headway.county.explain_changes import KINDS, RowChange
from headway.evidence.words import counted_words, figure_words
from headway.evidence.words.of_shares import share_words
from headway.measures import Observation
from headway.periods import dates_in_words, day_words
from headway.store.effect import moment_words

MOST_ROWS, MOST_PACKS, MOST_LOADS, MOST_REASONS, WIDTH = 5, 12, 12, 8, 13
MOST_NAMED, HASH_DIGITS = 3, 12


def explanation_lines(found: Explanation) -> list[str]:
    """The whole, a fact a line; of long lists the beginning and how many there are."""
    return [*_figure(found), *_by_what(found), *_rows(found), *(_since(found) if found.known_on else ())]


def _figure(found: Explanation) -> Iterator[str]:
    page, seen = found.asked.page, found.now.observation
    yield f"{page.title_of(found.asked.part)} ({page.catalogue_of(found.asked.part)})"
    yield page.question
    yield _line("figure", found.figure_id)
    yield _line("value", _value(seen))
    yield _line("period", f"{found.period.words}, {seen.coverage}" + _state(seen))
    if seen.numerator is not None:
        yield _line("met", f"{seen.numerator:,}")
    if found.population is not None:
        year, children = found.population
        yield _line("rate", f"for every 10,000 of {children:,} children, the estimate of mid-{year} in population.csv")
    if seen.denominator is not None:
        yield _line("of", f"{seen.denominator:,}")
        for words, role in (("cannot tell", "cannot tell"), ("left out", "left out")):
            yield _line(words, _counted(found.reasons(role)))
    beside = found.reasons("undated")
    if beside:
        yield _line("undated", f"{_counted(beside)}; of no month, and beside the figure")


def _by_what(found: Explanation) -> Iterator[str]:
    page = found.asked.page
    yield _line("definition", f"{definition_file(page)}, version {page.version}")
    for each in found.standards:
        yield _line("standard", _standard(each))
    older = found.loads[:-MOST_LOADS]
    if older:
        rows = sum(count for _, count in older)
        yield _line("loads", f"{len(older)} older ones with {_rows_words(rows)}: --format json has them")
    for load, rows in found.loads[-MOST_LOADS:]:
        received = day_words(load.received_at.date())
        yield _line("load", f"{load.load_id}: {_rows_words(rows)}, as at {day_words(load.as_at)}, received {received}")
    alike: dict[str, list[InPack]] = {}
    for pack in found.packs:
        alike.setdefault(_pack(pack), []).append(pack)
    for words, packs in list(alike.items())[-MOST_PACKS:]:
        yield _line("in pack" if len(packs) == 1 else "in packs", _named(words, packs))
    if not found.packs:
        yield _line("in pack", "none so far")


def _rows(found: Explanation) -> Iterator[str]:
    ids = [row.row_id for row in found.now.inside.values()]
    if ids:
        more = len(ids) - MOST_ROWS
        yield _line(
            "row ids", ", ".join(ids[:MOST_ROWS]) + (f" and {more:,} more: --format json or csv" if more > 0 else "")
        )


def _since(found: Explanation) -> Iterator[str]:
    then, now = found.then.observation, found.now.observation
    yield ""
    yield f"Known on {_known(found.known_on)}: {_value(then)}. Known now: {_value(now)}."
    yield (
        "Both are worked out with today's definition, standards and localities: what differs between them is in the rows."
        " Where one of these has changed since a pack, the pack's line above says which."
    )
    if not found.changes:
        yield "No row of the figure has changed."
    by_kind = Counter(each.kind for each in found.changes)
    for kind, group in KINDS.items():
        own = [each for each in found.changes if each.kind == kind]
        if own:
            yield _line(group, f"{_rows_words(by_kind[kind])} {kind}{_turns(own)}; {_brought(own)}")
    for role, (before, added, turned, left, after) in found.accounts().items():
        yield _line(
            role, f"{before:,} then + {added:,} added {_signed(turned)} corrected - {left:,} left = {after:,} now"
        )
    if not (unaccounted := found.unaccounted()):
        yield "The rows account for the whole difference."
    for role, more in unaccounted.items():
        yield (
            f"The rows do NOT account for the whole difference: {role} has {abs(more):,} "
            f"{'more' if more > 0 else 'fewer'} now than they add up to. This is a fault in Headway: report it, without data."
        )


def _known(on: date | None) -> str:
    return moment_words(on) if isinstance(on, datetime) else day_words(on) if on else ""


def _line(name: str, words: str) -> str:
    return f"  {name.ljust(WIDTH)}{words}"


def _value(seen: Observation) -> str:
    if seen.value is None:
        return figure_words(seen)
    is_share = seen.shape == "proportion"
    words = counted_words(seen.numerator or 0, seen.denominator or 0) if is_share else figure_words(seen)
    if seen.cannot_tell and seen.low is not None and seen.high is not None:
        low, high = (_end(value, seen.shape) for value in (seen.low, seen.high))
        words += f", between {low} and {high} if all could be told"
    return words + (f" ({seen.why})" if seen.why else "")


def _end(value: float, shape: str) -> str:
    return share_words(value, 1) if shape == "proportion" else f"{value:,.0f}" if shape == "count" else f"{value:,.1f}"


def _state(seen: Observation) -> str:
    return f"; as the load of {day_words(seen.state_on)} has it" if seen.state_on else ""


def _counted(reasons: Mapping[str, int]) -> str:
    """How many in all, and each reason with its count."""
    total = sum(reasons.values())
    if not total:
        return "0"
    said = [f"{reason} ({count:,})" for reason, count in list(reasons.items())[:MOST_REASONS]]
    more = len(reasons) - MOST_REASONS
    return f"{total:,}: {'; '.join(said)}" + (f"; {more:,} more reasons" if more > 0 else "")


def _standard(each: Mapping[str, Any]) -> str:
    whose = "national" if each["national"] else "the council's own"
    days = f", from {dates_in_words(each['from'])}" if each["from"] else ""
    days += f" until {dates_in_words(each['until'])}" if each["until"] else ""
    return f"{each['name']}: {each['value']} {each['kind']}, {whose}{days} ({each['source']})"


def _pack(pack: InPack) -> str:
    changed = f"; changed since: {', '.join(pack.changed_since)}" if pack.changed_since else ""
    return f"as at {dates_in_words(pack.as_at)}: {pack.shown}{changed}"


def _named(words: str, packs: Sequence[InPack]) -> str:
    """What the packs had of the figure alike, and which they are: their hashes as the store names them, when made."""
    said = [f"{each.sha256[:HASH_DIGITS]} made {each.made_at[:16].replace('T', ' ')}" for each in packs[-MOST_NAMED:]]
    more = "" if len(packs) <= MOST_NAMED else "the newest "
    count = "" if len(packs) == 1 else f"{len(packs):,} packs "
    return f"{count}{words} ({more}{', '.join(said)})"


def _turns(own: list[RowChange]) -> str:
    """For corrected rows, from what to what."""
    turns = Counter((each.before.role, each.after.role) for each in own if each.before and each.after)
    said = [f"{before} to {after} {count:,}" for (before, after), count in turns.most_common()]
    return f" ({', '.join(said)})" if said else ""


def _brought(own: list[RowChange]) -> str:
    by = Counter(" and ".join(each.brought_by) for each in own)
    return "by " + ", ".join(f"{loads} ({count:,})" for loads, count in by.most_common())


def _signed(count: int) -> str:
    return f"- {-count:,}" if count < 0 else f"+ {count:,}"


def _rows_words(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
