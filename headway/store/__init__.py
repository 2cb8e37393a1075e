"""Append-only loads and kept documents, content-addressed on disk; DuckDB queries them."""

from headway.store.manifest import LoadManifest, TableManifest
from headway.store.store import Appended, KeptDocument, Store

__all__ = ["Appended", "KeptDocument", "LoadManifest", "Store", "TableManifest"]
