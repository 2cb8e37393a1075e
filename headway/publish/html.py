"""The pack as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headway.publish.views import PackView


def pack_html(view: PackView) -> str:
    """The whole file. Every word is escaped; only the drawings, whose words are escaped already, are put in as they are."""
    environment = Environment(
        loader=PackageLoader("headway.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawn"] = Markup
    css = (files("headway.publish") / "templates" / "board.css").read_text(encoding="utf-8")
    return environment.get_template("board.html.j2").render(view=view, css=css)
