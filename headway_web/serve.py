"""Starts the web app of one county: its database made or brought up to date, its first administrator, its server."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from headway.county import County
from headway.errors import FileError, RefusedError
from headway.store import disk
from headway_web.environment import COUNTY, PRODUCTION, WEB_FOLDER

Say = Callable[[str], None]
THREADS = 8
LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(county: Path, *, host: str, port: int, opens: bool, is_demo: bool, starts: bool, say: Say, tell: Say) -> None:
    """Serves the county until it is stopped. ``tell`` is given what a person must read, ``say`` what goes on.

    Raises RefusedError for a start that would not be safe, and for a demonstration of a county that is not made up.
    """
    prepare(county, host=host, say=say)
    address = f"http://{'localhost' if host in LOCAL else host}:{port}"
    if is_demo:
        _tell_people(county, tell)
    else:
        greet(address, tell)
    if not starts:
        tell(f"Once it is started: {address}")
        return

    def started() -> None:
        tell(f"Headway is at {address}\nStop it with Ctrl+C.")
        if opens and sys.stdout.isatty():
            webbrowser.open(address)

    _run(county, host, port, started)


def _tell_people(county: Path, tell: Say) -> None:
    from headway_web.accounts.demo import demo_people

    people = demo_people(County.open(county))
    tell("Six people may sign in, each with a password of this start alone:")
    for each in people:
        tell(f"  {each.words}\n    {each.email}   {each.password}")


def prepare(county: Path, *, host: str = "localhost", say: Say) -> None:
    """Django set up for the county, with its database as this version needs it."""
    disk.make_folder(county / WEB_FOLDER)
    (county / WEB_FOLDER).chmod(0o700)  # the people, the trail and the key: nobody else on this machine reads them
    os.environ[COUNTY] = str(county.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "headway_web.settings"
    if host not in LOCAL and os.environ.get(PRODUCTION, "") in ("", "0"):
        raise RefusedError(
            "Only this machine may reach Headway until it is set up for production.",
            f"--host {host}",
            f"Leave --host out, or set {PRODUCTION}=1 and what docs/how-to/serve-the-web-app.md says.",
        )
    import django
    from django.core.management import call_command

    django.setup()
    say("bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("clearsessions")


def greet(address: str, tell: Say) -> None:
    """Where nobody can give out roles yet: the first administrator, and the link by which they choose a password."""
    from headway_web.accounts.first import first_administrator_link

    link = first_administrator_link(tell)
    if link:
        tell(f"The first administrator chooses a password here (it opens once, within three days):\n  {address}{link}")


def _run(county: Path, host: str, port: int, started: Callable[[], None]) -> None:
    import waitress
    from waitress.channel import HTTPChannel

    from headway_web.bodies import MOST_RUN_OUT, BoundedParser
    from headway_web.components.worker import Worker
    from headway_web.data import worker as uploads
    from headway_web.past import worker as past
    from headway_web.picture import Keeper
    from headway_web.wsgi import application

    # In production a proxy on this machine ends TLS; nobody else is believed about who asks.
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    is_production = os.environ.get(PRODUCTION, "") not in ("", "0")
    listens = "127.0.0.1" if host == "localhost" else host
    HTTPChannel.parser_class = BoundedParser
    try:
        server = waitress.create_server(
            application,
            host=listens,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=MOST_RUN_OUT,
            **(proxy if is_production else {}),
        )
    except OSError as error:
        where = f"--host {host} --port {port}"
        raise FileError(f"Port {port} cannot be used ({error.strerror}).", where, "Give another with --port.") from None
    of = county.absolute()
    workers = [Worker(of, module.__name__, module.waits) for module in (uploads, past)]
    beside: list[Keeper | Worker] = [Keeper(of), *workers]
    for thread in beside:
        thread.start()
    started()
    try:
        server.run()
    finally:
        for thread in beside:
            thread.ends.set()
        server.close()
