"""Packs: the same figures for every reader, each traceable to rows."""

from headway.publish.board import PackFiles, write_board_pack
from headway.publish.contents import BoardContents

__all__ = ["BoardContents", "PackFiles", "write_board_pack"]
