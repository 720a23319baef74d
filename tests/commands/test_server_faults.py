"""What reaches the server and should not: it answers briefly, and stays as it was."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from conftest import SmallSite

from talknotes.commands import serve


@pytest.fixture
def port(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Return the port of a server of an empty project, whose connections wait a second."""
    monkeypatch.setattr(serve._Handler, "timeout", 1)
    site.page("index", "# Home\n")
    shown = serve.Shown(site.project, site.project.build)
    with serve._Server(0, shown) as server, serve._served(server):
        yield server.server_address[1]


def answer(port: int, request: bytes) -> bytes:
    """Return the first line that the server answers to *request*; empty where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as stream:
            return stream.readline()


MALFORMED = ("http://[x/en/", "/%00", "/en/%00.html", "http://[/a.html")
ELSEWHERE = ("evil.example", "evil.example:8000", "", "127.0.0.1.evil.example")
OURS = ("localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000")
REQUESTS = [
    *((f"{verb} {address}", "localhost", 400) for verb in ("GET", "HEAD") for address in MALFORMED),
    ("GET /en/", "[", 400),
    *(("GET /en/", host, 403) for host in ELSEWHERE),
    # The project is not built.
    *(("GET /en/index.html", host, 404) for host in OURS),
]


@pytest.mark.parametrize(("request_", "host", "status"), REQUESTS)
def test_only_what_can_be_read_and_is_meant_for_this_machine_is_answered(
    port: int, request_: str, host: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(port, f"{request_} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert f" {status} ".encode() in found
    assert "Traceback" not in capsys.readouterr().err


def test_a_connection_that_says_nothing_is_ended(port: int) -> None:
    assert answer(port, b"GET / HT") == b""


def test_the_former_site_is_shown_until_the_next_one_is_there(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("index", "# Home\n\nFirst.\n")
    shown = serve.Shown(site.project, site.project.build, only="en")
    shown.build_again()
    site.page("index", "# Home\n\nSecond.\n")
    meanwhile = []

    def build(*arguments: Any, **options: Any) -> Any:
        done = run_builds(*arguments, **options)
        meanwhile.append(shown.read_page("en/index.html"))
        return done

    run_builds = serve.run_builds
    monkeypatch.setattr(serve, "run_builds", build)
    shown.build_again()
    ((_status, page),) = meanwhile
    assert b"First." in page
    assert b"Second." in shown.read_page("en/index.html")[1]


def test_an_address_without_a_page_shows_the_page_that_the_site_has_for_it(
    site: SmallSite,
) -> None:
    site.page("index", "# Home\n")
    shown = serve.Shown(site.project, site.project.build)
    assert b"Page not found" not in shown.read_page("en/nothing.html")[1]
    shown.build_again()
    status, page = shown.read_page("en/nothing.html")
    assert status == HTTPStatus.NOT_FOUND
    assert b"Page not found" in page
