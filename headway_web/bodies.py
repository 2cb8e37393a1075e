"""How the server takes in what is sent: what is too large is let run out and kept nowhere, so that the sender sees the answer.

A server that closes the connection while a browser still sends leaves its person with *connection reset* and no word.
"""

from __future__ import annotations

from io import BytesIO

from waitress.parser import HTTPRequestParser

from headway_web.components.too_large import MOST_BYTES

# What is longer than this is cut off: no return is.
MOST_RUN_OUT = 10_000_000_000


class Nowhere:
    """Takes the rest of a body and only counts it."""

    def __init__(self, count: int) -> None:
        self.count = count

    def append(self, data: bytes) -> None:
        """A piece more."""
        self.count += len(data)

    def __len__(self) -> int:
        return self.count

    def getfile(self) -> BytesIO:
        """Nothing: what was too large is not read."""
        return BytesIO()

    def close(self) -> None:
        """Nothing is open."""


class BoundedParser(HTTPRequestParser):  # type: ignore[misc]
    """A request whose body, once it is known to be too large, goes nowhere."""

    def received(self, data: bytes) -> int:
        """How many of the bytes belong to this request."""
        taken: int = super().received(data)
        body = self.body_rcv
        if body is not None and not isinstance(body.buf, Nowhere) and max(self.content_length, len(body)) > MOST_BYTES:
            count = len(body)
            body.buf.close()
            body.buf = Nowhere(count)
        return taken
