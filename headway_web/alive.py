"""Whether the web app on this machine answers: ``python -m headway_web.alive``, for whatever watches over it."""

from __future__ import annotations

import http.client
import os
import sys

from headway_web.environment import HOSTS

PORT = 8000
SECONDS = 8
PAGE = "/sign-in/"


def is_alive(port: int = PORT) -> bool:
    """Whether the door opens: the page at which everybody signs in asks the county folder and the database."""
    # As the proxy asks: for a name by which Headway is reached, and over HTTPS.
    name = os.environ.get(HOSTS, "").partition(",")[0].strip() or "localhost"
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        door.request("GET", PAGE, headers={"Host": name, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"})
        return door.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        door.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(int(sys.argv[1]) if sys.argv[1:] else PORT) else 1)
