"""The pictures of the web app in docs/how-to/find-your-way-in-the-web-app.md: ``python -m docs.pictures`` takes them again.

They are of a synthetic county of two years. Beside each picture lies what its page said when it was taken; a test
compares that with what the page says now.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from headway.county.picture import Picture
from headway.periods import day_words
from tests.functional.browser import chromium
from tests.functional.web.server import Served, served
from tests.web.loaded import TODAY, make_two_years

FOLDER = Path(__file__).parent / "images" / "web"
COLOURS = 64
# A page names the newest loads, and how old they are today; neither makes a picture old.
CHANGING = (
    (re.compile(r"\b\d\d:\d\d(:\d\d)?\b"), "hh:mm"),
    (re.compile(r"\b[\d,]+ days? (old|ago)\b"), r"N days \1"),
)


@dataclass(frozen=True)
class Shot:
    """A picture: of which page, as whom, how large."""

    name: str
    role: str
    address: str
    width: int = 1440
    height: int = 1000

    @property
    def file(self) -> Path:
        """Where the picture is kept."""
        return FOLDER / f"{self.name}.png"

    @property
    def words(self) -> Path:
        """What the page said when the picture was taken."""
        return FOLDER / f"{self.name}.txt"


def shots(picture: Picture) -> tuple[Shot, ...]:
    """Every picture, in the order in which they are taken: the trail's own page comes last, for it shows who was there."""
    listed = [each for each in picture.children.list.children if each.locality == "North"]
    journeys = [(each, picture.children.journey(each.child_key)) for each in listed]
    child, _ = max(journeys, key=lambda each: (len(each[1].events) if each[1] else 0, each[0].child_key))
    load = next(each for each in reversed(picture.first_page.loads) if each.load_id.startswith("annex_a"))
    return (
        Shot("home-director", "director", "/"),
        Shot("home-director-on-a-phone", "director", "/", 360, 780),
        Shot("home-locality-director", "locality-director", "/"),
        Shot("home-team-manager", "team-manager", "/", height=620),
        Shot("home-analyst", "analyst", "/", height=620),
        Shot("home-commissioner", "commissioner", "/#hidden"),
        Shot("measure", "director", "/measures/assessment_within_45_days/"),
        Shot("children", "locality-director", "/children/"),
        Shot("child", "locality-director", f"/children/child/?id={child.child_key}"),
        Shot("load", "analyst", f"/data/loads/{load.load_id}/"),
        Shot("home-governance-lead", "governance-lead", "/"),
    )


@contextmanager
def opened(web: Served, browser: Browser, shot: Shot) -> Iterator[Page]:
    """The page of a picture, as it is pictured."""
    with web.open(browser, shot.role, width=shot.width) as page:
        page.set_viewport_size({"width": shot.width, "height": shot.height})
        answer = page.goto(web.address + shot.address)
        assert answer is None or answer.status == 200, shot.address
        page.evaluate("document.fonts.ready")
        yield page


def words_of(page: Page) -> str:
    """What the page says, but for how late it is today."""
    text = page.inner_text("body").replace("\xa0", " ")
    for day in (f"{TODAY.day} {TODAY:%b %Y}", day_words(TODAY), f"{TODAY.day} {TODAY:%B %Y}", TODAY.isoformat()):
        text = text.replace(day, "today")
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return "\n".join(line for each in text.splitlines() if (line := each.strip())) + "\n"


def take(web: Served, browser: Browser) -> Iterator[Shot]:
    """Takes each picture anew, with its words."""
    FOLDER.mkdir(exist_ok=True)
    for shot in shots(web.picture):
        with opened(web, browser, shot) as page:
            shot.words.write_text(words_of(page), encoding="utf-8")
            page.screenshot(path=shot.file)
        with Image.open(shot.file) as taken:
            taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(shot.file, optimize=True)
        yield shot


def main() -> None:
    """Makes the county, serves it and takes every picture. A county that is there already may be named."""
    with tempfile.TemporaryDirectory() as temp, chromium() as browser:
        made, said = Path(temp, "made"), Path(temp, "said")
        said.mkdir()
        make_two_years(made)
        with served(made / "county", said) as web:
            for shot in take(web, browser):
                print(shot.file.relative_to(Path(__file__).parents[1]))


if __name__ == "__main__":
    main()
