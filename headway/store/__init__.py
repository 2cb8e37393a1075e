"""Append-only loads and kept documents, content-addressed on disk; DuckDB queries them."""

from headway.store.documents import KeptDocument
from headway.store.effect import LoadStanding, Withdrawal
from headway.store.manifest import LoadManifest, TableManifest
from headway.store.store import Appended, Store

__all__ = ["Appended", "KeptDocument", "LoadManifest", "LoadStanding", "Store", "TableManifest", "Withdrawal"]
