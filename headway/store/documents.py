"""Documents kept as they were when something used them: each in a folder named by its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from headway.errors import UnknownNameError
from headway.identity import sha256_of_bytes
from headway.store import disk
from headway.store.folders import publish_folder
from headway.store.records import damaged, read_record, write_record

CONTENT, RECORD = "content", "record.json"


@dataclass(frozen=True)
class KeptDocument:
    """A document as it was when a command, an approval or a pack used it; ``first_kept_at`` never moves."""

    kind: str
    name: str
    sha256: str
    first_kept_at: datetime
    kept_by: str


def keep_document(preparing: Path, kept: Path, document: KeptDocument, content: bytes) -> KeptDocument:
    """The document as it is kept in the folder ``kept``: with its first moment, if it was there before."""
    folder = kept / document.kind / document.sha256
    if not folder.is_dir():
        publish_folder(preparing, folder, partial(_write, document=document, content=content))
    return read_document(folder)


def read_document(folder: Path) -> KeptDocument:
    """What is known of the document in the folder. Raises FileError when it is no longer what was written."""
    found = read_record(folder, RECORD, f"the kept {folder.parent.name} {folder.name[:12]}")
    try:
        return KeptDocument(
            kind=found["kind"],
            name=found["name"],
            sha256=found["sha256"],
            first_kept_at=datetime.fromisoformat(found["first_kept_at"]),
            kept_by=found["kept_by"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(f"The store's record of a document cannot be read ({type(error).__name__}).", folder) from None


def not_kept(kept: Path, sha256: str) -> UnknownNameError:
    """The error of a document that is not in the folder."""
    return UnknownNameError(
        "No document of this name is kept.",
        f"Looked for {sha256[:12]} in {kept}.",
        "Put that folder back from a backup of the county folder.",
    )


def read_content(kept: Path, sha256: str) -> bytes:
    """The content of a kept document. Raises UnknownNameError, or FileError when it is no longer what was kept."""
    path = next(iter(kept.glob(f"*/{sha256}/{CONTENT}")), None) if sha256.isalnum() else None
    if path is None:
        raise not_kept(kept, sha256)
    content = path.read_bytes()
    if sha256_of_bytes(content) != sha256:
        raise damaged("A kept document has been changed.", path)
    return content


def _write(folder: Path, document: KeptDocument, content: bytes) -> None:
    disk.write_file(folder / CONTENT, content)
    fields = {
        "kind": document.kind,
        "name": document.name,
        "sha256": document.sha256,
        "first_kept_at": document.first_kept_at.isoformat(),
        "kept_by": document.kept_by,
    }
    write_record(folder, RECORD, fields)
