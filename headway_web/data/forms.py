"""The forms about data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms

from headway_web.components.fields import DAY_HINT, plain
from headway_web.components.too_large import MOST_MEGABYTES

MOST_FILES = 30
ENDINGS = (".xlsx", ".xls", ".csv")


class FilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files. An error where there is none."""
        given = (data or [None]) if isinstance(data, list | tuple) else [data]
        return [forms.FileField.clean(self, each, initial) for each in given]


class UploadForm(forms.Form):
    """One workbook, or the CSV files of one return."""

    given = FilesField()
    as_at = forms.DateField(input_formats=["%Y-%m-%d"], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files, as_at = self.fields["given"], self.fields["as_at"]
        hint = f"An Annex A workbook (.xlsx or .xls), or its lists as CSV. At most {MOST_MEGABYTES} MB in all."
        plain(files, "The file, or the CSV files of one return", "Choose a file", hint)
        files.error_messages["empty"] = "A file is empty: choose one that holds the lists"
        files.widget.attrs["accept"] = ",".join(ENDINGS)
        hint = f"{DAY_HINT}. Leave empty where the file says it."
        plain(as_at, "The day that the lists were drawn up for", "Type the day", hint)

    def clean_given(self) -> list[Any]:
        """Files that may be what is asked for. Errors that name the file."""
        files = self.cleaned_data["given"]
        names = [str(each.name) for each in files]
        for name in names:
            if not name.lower().endswith(ENDINGS) or name != Path(name).name or not name.isprintable():
                raise forms.ValidationError(
                    f"‘{name}’ is no workbook and no CSV file: choose an .xlsx, .xls or .csv file"
                )
        if len({name.lower() for name in names}) < len(names):
            raise forms.ValidationError("Two files have the same name: give each its own")
        if len(names) > MOST_FILES:
            raise forms.ValidationError(
                f"These are {len(names)} files: choose those of one return, at most {MOST_FILES}"
            )
        if sum(each.size for each in files) > MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError(
                f"These files have more than {MOST_MEGABYTES} MB: load them with headway load on the server"
            )
        return list(files)
