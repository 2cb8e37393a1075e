"""The page that says which role opens which address, from the addresses and roles themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.web.started import start

if TYPE_CHECKING:
    from headway_web.components.page import PageRule

HEAD = """# Which role opens which page

Written by `make docs` from the web app's own addresses and roles; a test opens every address in every role and compares.
A role is held at a place and for a time (`Account` shows each person theirs). A page that a role does not open is refused
and the refusal is in the trail. A page of the children shows those of the role's own place only.

## The roles

"""


def every_page() -> list[tuple[str, PageRule | None]]:
    """Every address of the web app with whom it is for; None for one that does not say."""
    start()
    from django.urls import get_resolver

    return list(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: list[object], above: str) -> Iterator[tuple[str, PageRule | None]]:
    from django.urls import URLPattern, URLResolver

    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, above + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield re.sub(r"<\w+:(\w+)>", r"<\1>", above + str(each.pattern)), getattr(each.callback, "rule", None)


def pages_and_roles_page() -> str:
    """The whole page."""
    pages = every_page()
    from headway_web.access import Right
    from headway_web.accounts.roles import ROLES

    lines = ["| role | held at a | what it is | rights |", "|---|---|---|---|"]
    for role in ROLES:
        rights = "; ".join(
            f"{right.says}{', saying why' if right in role.asks_why else ''}" for right in Right if right in role.rights
        )
        lines.append(f"| {role.title} | {role.level} | {role.says} | {rights or 'none'} |")
    lines += ["", "## The pages", "", "| address | asks for | opened by |", "|---|---|---|"]
    for route, rule in sorted(pages):
        assert rule is not None, f"{route} does not say whom it is for"
        if rule.rights:
            who = ", ".join(role.title for role in ROLES if role.rights.issuperset(rule.rights))
            asks = "; and to ".join(right.says for right in rule.rights)
            lines.append(f"| `{route}` | the right to {asks} | {who} |")
        else:
            lines.append(f"| `{route}` | {getattr(rule.needs, 'value', '')} | everyone |")
    return HEAD + "\n".join(lines) + "\n"
