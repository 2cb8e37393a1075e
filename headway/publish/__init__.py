"""Packs: the same figures as HTML, PDF and pack.json, with where each comes from."""

from headway.publish.board import FIGURES, HTML, PDF, PackFiles, fitted_view, write_board_pack
from headway.publish.chart_file import ChartFiles, foot_words, refuse_kind, write_chart
from headway.publish.contents import BoardContents
from headway.publish.html import pack_html
from headway.publish.lineage import DEFINED_IN, FORMAT, pack_record, pack_sources
from headway.publish.outline import read_outline
from headway.publish.plan_words import claims_by_measure
from headway.publish.record_text import read_before_figures

__all__ = [
    "DEFINED_IN", "FIGURES", "FORMAT", "HTML", "PDF", "BoardContents", "ChartFiles", "PackFiles",
    "claims_by_measure", "fitted_view", "foot_words", "pack_html", "pack_record", "pack_sources", "read_before_figures",
    "read_outline",
    "refuse_kind", "write_board_pack", "write_chart",
]  # fmt: skip
