"""Published figures of England, regions and councils, and which of them may stand beside a measure."""

from headway.comparators.areas import COUNCIL, Area, Areas, load_areas
from headway.comparators.ask import asked_for
from headway.comparators.beside import Beside, load_beside
from headway.comparators.compare import Comparators, Comparison, NeighbourFigures, NotComparable, Rank, load_comparators
from headway.comparators.download import download
from headway.comparators.figure import NotPublished, PublishedFigure, rounded, value_words
from headway.comparators.refresh import FileReport, Refreshed, read_folder
from headway.comparators.series import Series, SeriesList, load_series
from headway.comparators.table import figures_as_csv

__all__ = [
    "COUNCIL", "Area", "Areas", "Beside", "Comparators", "Comparison", "FileReport", "NeighbourFigures", "NotComparable",
    "NotPublished", "PublishedFigure", "Rank", "Refreshed", "Series", "SeriesList", "asked_for", "download",
    "figures_as_csv", "load_areas", "load_beside", "load_comparators", "load_series", "read_folder", "rounded", "value_words",
]  # fmt: skip
