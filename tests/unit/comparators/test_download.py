"""The newest data sets are fetched when asked; without a network it says so, and nothing is written."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from headway.comparators import download, load_comparators, read_folder
from headway.errors import FileError
from tests.unit.comparators.files import ON, referrals_file


class Service(BaseHTTPRequestHandler):
    """Answers with what the test has put there."""

    content = b""
    status = 200
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Service.status, Service.asked = 200, []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("is_zipped", [True, False])
def test_what_is_fetched_can_be_read(service: str, tmp_path: Path, is_zipped: bool) -> None:
    text = referrals_file().encode()
    Service.content = gzip.compress(text) if is_zipped else text
    files = download(tmp_path / "new", service)
    assert [path.name for path in files] == ["cin_referrals.csv.gz" if is_zipped else "cin_referrals.csv"]
    assert Service.asked == ["/data-sets/342f9a01-26f0-2a71-91a1-f8bc0bee8b11/csv"]
    assert read_folder(tmp_path / "new", load_comparators(), on=ON).files[0].same > 450


def test_a_refusal_or_a_page_in_place_of_a_table_is_said(service: str, tmp_path: Path) -> None:
    Service.content = b"<html>sorry</html>"
    with pytest.raises(FileError, match="no table"):
        download(tmp_path / "new", service)
    Service.status = 503
    with pytest.raises(FileError, match="503"):
        download(tmp_path / "new", service)
    assert not (tmp_path / "new").exists()


def test_without_a_network_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        download(tmp_path / "new", "http://127.0.0.1:9")
    assert "could not be reached" in caught.value.what and "headway benchmarks refresh FOLDER" in caught.value.todo
    assert not (tmp_path / "new").exists()
