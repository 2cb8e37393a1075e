"""Measures: a page becomes rows, rows become observations by place and period."""

from headway.measures.county_files import ContactRule, CountyFiles, Localities, Policy, Population, Targets
from headway.measures.load import MeasureCatalogue, load_measures
from headway.measures.observation import COUNTY, COUNTY_WIDE, LOCALITY, NOT_PLACED, TEAM, MeasureRow, Observation
from headway.measures.observe import observations, observations_of, observe
from headway.measures.page import CataloguePage, MeasurePage, NeedsPage
from headway.measures.read_county_files import read_county_files
from headway.measures.rows import Prepared, fetch_answers, fetch_rows, not_ready, run_pages
from headway.measures.splits import concern_began, observe_split, split_named
from headway.measures.stocks import Holder, same_children, who_holds
from headway.measures.windows import covered_by_all, page_tables

__all__ = [
    "COUNTY", "COUNTY_WIDE", "LOCALITY", "NOT_PLACED", "TEAM", "CataloguePage", "ContactRule", "CountyFiles", "Holder",
    "Localities", "MeasureCatalogue", "MeasurePage", "MeasureRow", "NeedsPage", "Observation", "Policy", "Population",
    "Prepared", "Targets",
    "concern_began", "covered_by_all", "fetch_answers", "fetch_rows", "load_measures", "not_ready", "observations",
    "observations_of", "observe", "observe_split", "page_tables", "read_county_files", "run_pages", "same_children",
    "split_named", "who_holds",
]  # fmt: skip
