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


@pytest.mark.parametrize("address", ["http://[x/en/", "/%00", "/en/%00.html", "http://[/a.html"])
@pytest.mark.parametrize("verb", ["GET", "HEAD"])
def test_a_malformed_address_is_a_bad_request_and_no_traceback(
    port: int, verb: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert b" 400 " in answer(
        port, f"{verb} {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    )
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "", "127.0.0.1.evil.example"]
)
def test_a_host_that_is_not_this_machine_is_refused(port: int, host: str) -> None:
    assert b" 403 " in answer(port, f"GET /en/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())


def test_a_host_that_cannot_be_read_is_a_bad_request(port: int) -> None:
    assert b" 400 " in answer(port, b"GET /en/ HTTP/1.1\r\nHost: [\r\n\r\n")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_this_machine_is_answered(port: int, host: str) -> None:
    found = answer(port, f"GET /en/index.html HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert b" 403 " not in found
    assert b" 400 " not in found


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
