"""The smallest compound file (OLE): the container of old workbooks and of workbooks with a password."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams. Each is padded to 4,096 bytes, below which the format wants another kind of table."""
    bodies = {name: content + b"\0" * max(0, 4096 - len(content)) for name, content in streams.items()}
    counts = {name: -(-len(body) // SECTOR) for name, body in bodies.items()}
    directory_count = -(-(len(bodies) + 1) // 4)
    fat_count = 1
    while (fat_count + directory_count + sum(counts.values())) * 4 > fat_count * SECTOR:
        fat_count += 1
    fat = [FAT_SECTOR] * fat_count
    fat += _chain(len(fat), directory_count)
    starts = {}
    for name, count in counts.items():
        starts[name] = len(fat)
        fat += _chain(len(fat), count)
    fat += [FREE] * (fat_count * SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, child=1) + b"".join(
        _entry(name, 2, start=starts[name], size=len(body), right=number + 1 if number < len(bodies) else FREE)
        for number, (name, body) in enumerate(bodies.items(), start=1)
    )
    return (
        _header(fat_count, directory_start=fat_count)
        + struct.pack(f"<{len(fat)}I", *fat)
        + directory.ljust(directory_count * SECTOR, b"\0")
        + b"".join(body.ljust(counts[name] * SECTOR, b"\0") for name, body in bodies.items())
    )


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END]


def _header(fat_count: int, *, directory_start: int) -> bytes:
    difat = [*range(fat_count), *[FREE] * (109 - fat_count)]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIII", 0, fat_count, directory_start, 0, 4096, END, 0, END, 0)
        + struct.pack("<109I", *difat)
    )


def _entry(name: str, kind: int, *, start: int = END, size: int = 0, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
