"""The children's journey: canonical tables at the grain of the Standard Safeguarding Dataset, built from returns."""

from headway.journey.build import build_stacked_journey
from headway.journey.empty import empty_journey
from headway.journey.filled import journey_over
from headway.journey.findings import FindingCount
from headway.journey.from_returns import build_journey, keep_typed_load
from headway.journey.journey import Journey, JourneyLoad
from headway.journey.mapping import ReturnMap
from headway.journey.stacking import Typing
from headway.journey.timeline import Event, not_recorded, timelines

__all__ = [
    "Event", "FindingCount", "Journey", "JourneyLoad", "ReturnMap", "Typing", "build_journey", "build_stacked_journey",
    "empty_journey", "journey_over", "keep_typed_load", "not_recorded", "timelines",
]  # fmt: skip
