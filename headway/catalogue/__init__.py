"""The only reader of YAML and pages: text, line numbers, ids. Each area hands it its own typed model."""

from headway.catalogue.csv_table import read_csv_table
from headway.catalogue.definitions import definition_hashes, definition_version, definitions_dir, program_version
from headway.catalogue.nearest import nearest_names
from headway.catalogue.pages import MarkdownTable, Page, read_page
from headway.catalogue.yaml_edit import plain, rows_at, with_rows, with_value
from headway.catalogue.yaml_text import Strict, YamlText, parse_yaml, read_yaml

__all__ = [
    "MarkdownTable", "Page", "Strict", "YamlText", "definition_hashes", "definition_version", "definitions_dir",
    "nearest_names", "parse_yaml", "plain", "program_version", "read_csv_table", "read_page", "read_yaml", "rows_at",
    "with_rows", "with_value",
]  # fmt: skip
