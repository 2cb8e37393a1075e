"""The pack as plain words and drawings: what the HTML and the PDF both print. Nothing here is worked out again later."""

from __future__ import annotations

from dataclasses import dataclass

from headway.publish.say import Words


@dataclass(frozen=True)
class Picture:
    """A drawing, what it says to who cannot see it (empty: the words beside it say it), and its form for a phone."""

    svg: str
    alt: str = ""
    narrow: str = ""


@dataclass(frozen=True)
class RunningHead:
    """What stands at the top of every page."""

    county: str
    facts: str
    edition: str


@dataclass(frozen=True)
class Cell:
    """A figure in a table: as shown, its n, and its id in pack.json."""

    words: str
    n: str = ""
    figure: str = ""


@dataclass(frozen=True)
class AskedRow:
    """One recommendation on the first page."""

    number: str
    title: str
    anchor: str
    delivery: str
    bar: Picture
    late: str
    impact: Words
    spark: Picture | None
    value: Cell
    measure: str
    link: str
    marks: tuple[Picture, ...]


@dataclass(frozen=True)
class HiddenRow:
    """A place that the county's figure hides."""

    words: Words
    picture: Picture
    link: str


@dataclass(frozen=True)
class ReasonRow:
    """A reason, how many children in each place, and the longest wait."""

    title: str
    counts: tuple[str, ...]
    total: str
    before: str
    longest: str
    not_checked: str
    takes_off: str = ""


@dataclass(frozen=True)
class KeyEntry:
    """A mark or icon with its words."""

    pictures: tuple[Picture, ...]
    words: Words


@dataclass(frozen=True)
class TruthView:
    """The first page."""

    headline: str
    lead: str
    months: str
    places: tuple[tuple[str, str], ...]
    asked: tuple[AskedRow, ...]
    asked_more: str
    key: tuple[KeyEntry, ...]
    hidden: tuple[HiddenRow, ...]
    hidden_more: str
    hidden_none: str
    needs_title: str
    reason_places: tuple[str, ...]
    before_head: str
    reasons: tuple[ReasonRow, ...]
    reason_total: ReasonRow
    reasons_more: str
    cannot_tell: tuple[Words, ...]
    cannot_tell_more: str
    since_title: str
    since: tuple[Words, ...]
    foot: str


@dataclass(frozen=True)
class MeasureRow:
    """One figure in the icon table. ``beside`` without a drawing says why there is none."""

    question: str
    part: str
    anchor: str
    link: str
    figure: Cell
    change: Picture
    change_words: str
    target: Picture
    target_words: str
    marks: tuple[Picture, ...]
    beside: Picture
    age: str

    @property
    def about(self) -> str:
        """What its signs are of, for the name of a link to its chart."""
        return f"{self.question} {self.part}".strip()


@dataclass(frozen=True)
class MeasureGroup:
    """A theme of the icon table."""

    title: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class GlanceView:
    """Every measure at a glance."""

    headline: str
    lead: str
    places: tuple[tuple[str, str], ...]
    period: str
    groups: tuple[MeasureGroup, ...]
    key: tuple[KeyEntry, ...]
    foot: str


@dataclass(frozen=True)
class PanelView:
    """One place in the locality strip."""

    place: str
    value: str
    n: str
    picture: Picture
    words: Words
    is_apart: bool


@dataclass(frozen=True)
class MonthRow:
    """A month in a measure's table."""

    month: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MeasureView:
    """The page of one figure."""

    anchor: str
    theme: str
    short: str
    question: str
    part: str
    number: Cell
    verdicts: tuple[str, ...]
    sentence: str
    icons: tuple[KeyEntry, ...]
    both: str
    chart_title: str
    chart_caption: str
    chart: Picture | None
    reading: str
    places_title: str
    places_words: str
    strip_caption: str
    panels: tuple[PanelView, ...]
    elsewhere: str
    beside_title: str
    beside: tuple[Words, ...]
    could_not_tell: tuple[Words, ...]
    counted: tuple[Words, ...]
    table_title: str
    table_heads: tuple[str, ...]
    table_rows: tuple[MonthRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ClaimView:
    """One claim: what was promised, what the data say, what is behind it by place, and what it said before."""

    what: str
    promise: str
    words: Words
    places: tuple[str, ...]
    kept: str
    link: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    impact_shown: str
    before: tuple[str, ...]
    not_working: str = ""


@dataclass(frozen=True)
class ActionView:
    """One action: what, who, by when, where it stands."""

    title: str
    owner: str
    due: str
    delivery: str


@dataclass(frozen=True)
class RecommendationView:
    """One recommendation in full."""

    anchor: str
    number: str
    title: str
    says: str
    asked: str
    delivery: str
    impact: Words
    actions: tuple[ActionView, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class RecommendationsView:
    """All recommendations in full."""

    title: str
    lead: str
    recommendations: tuple[RecommendationView, ...]
    luck: str


@dataclass(frozen=True)
class ChildrenView:
    """The children's list as counts: never a child."""

    title: str
    lead: str
    places: tuple[str, ...]
    before_head: str
    rows: tuple[ReasonRow, ...]
    total: ReasonRow
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class PlainTable:
    """A table of words: headings, the columns that hold numbers, rows, and what it is for who cannot see it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class MoreChart:
    """Another chart of a figure than that of its months: what is said of it, how it is read, its table."""

    title: str
    said: tuple[str, ...]
    picture: Picture
    note: str
    table: PlainTable


@dataclass(frozen=True)
class DataView:
    """What the data are: loads, what could not be read, what could not be told."""

    title: str
    lead: str
    tables: tuple[PlainTable, ...]
    cannot_tell: tuple[Words, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class FrontPart:
    """A part of the front page: its heading and its lines."""

    title: str
    lines: tuple[Words, ...]


@dataclass(frozen=True)
class ContentsLine:
    """A page of the pack: where it is, and its heading."""

    anchor: str
    title: str


@dataclass(frozen=True)
class FrontView:
    """The reader's front page."""

    title: str
    headline: str
    more: str
    parts: tuple[FrontPart, ...]
    contents: tuple[ContentsLine, ...]


@dataclass(frozen=True)
class PackView:
    """The whole pack. ``front`` is None for a pack whose outline has none."""

    title: str
    subject: str
    run: RunningHead
    sections: tuple[str, ...]
    truth: TruthView
    glance: GlanceView
    measures: tuple[MeasureView, ...]
    recommendations: RecommendationsView
    children: ChildrenView
    data: DataView
    front: FrontView | None = None
