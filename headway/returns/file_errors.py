"""What can be wrong with a file that someone gives: one class, one title and one thing to do for each."""

from __future__ import annotations

from typing import ClassVar

from headway.errors import FileError


class FileNotThereError(FileError):
    """No file or folder of that name."""

    title: ClassVar[str] = "The file is not there"


class EmptyFileError(FileError):
    """A file without content, or a workbook whose sheets hold no cell."""

    title: ClassVar[str] = "The file is empty"


class ProtectedFileError(FileError):
    """A workbook that opens only with a password."""

    title: ClassVar[str] = "The workbook is protected by a password"


class DamagedFileError(FileError):
    """A workbook that breaks off or whose parts do not fit together."""

    title: ClassVar[str] = "The file is damaged"


class TooLargeError(FileError):
    """A file that would take more memory than Headway gives to one file, however small it is on the disk."""

    title: ClassVar[str] = "The file is too large to be read"


class UnsafeFileError(FileError):
    """A workbook that holds what no program that makes workbooks writes, and that only does harm."""

    title: ClassVar[str] = "The workbook holds what no workbook needs"


class NotAWorkbookError(FileError):
    """A file of another kind: a web page, a PDF, a document, whatever its name says."""

    title: ClassVar[str] = "The file is not a workbook"


class OtherReturnError(FileError):
    """A statutory return of another kind, given as Annex A."""

    title: ClassVar[str] = "The file is another return"


class NoListError(FileError):
    """A workbook or folder in which no list of Annex A was recognised."""

    title: ClassVar[str] = "No list of Annex A was found"


class NoRowError(FileError):
    """A workbook or folder whose lists have headings and no row."""

    title: ClassVar[str] = "No list holds a row"


class SameListTwiceError(FileError):
    """Files given as one load that hold the same list."""

    title: ClassVar[str] = "One list is in more than one file"


class NoAsAtError(FileError):
    """Nothing says for which day the file is true."""

    title: ClassVar[str] = "The file does not say its day"
