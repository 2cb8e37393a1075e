"""The pack as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. Its letters are in it."""

from __future__ import annotations

from base64 import b64encode
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
    return environment.get_template("board.html.j2").render(view=view, css=_letters() + css)


def _letters() -> str:
    """The fonts, in the page: on a machine with other fonts or none the page keeps its width."""
    faces = []
    for style, weight in (("Regular", "normal"), ("Bold", "bold")):
        data = b64encode((files("headway.publish") / "fonts" / f"HeadwaySans-{style}.woff2").read_bytes()).decode()
        source = f"src:url(data:font/woff2;base64,{data})format('woff2')"
        faces.append(f"@font-face{{font-family:'Headway Sans';font-weight:{weight};{source}}}\n")
    return "".join(faces)
