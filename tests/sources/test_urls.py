"""Only public web servers are fetched, within limits; a hostile server on loopback tries to get round them."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import SourceError, SourceRefused, SourceTooLarge
from dragoman.record import Document, Failure
from dragoman.sources import open_addresses, open_feed
from dragoman.sources.urls import Fetcher, FetchPolicy, is_public

LEAD = "The two sides met for six hours in the capital on Monday, and a spokesman said that the text was not final."
_BODY = f"<h1>Talks</h1><p>{LEAD}</p><p>{LEAD}</p>"
PAGE = f"<!doctype html><html><head><title>Talks</title></head><body>{_BODY}</body></html>"


HOST = "http://news.example:{port}"
REDIRECTS = {
    "/to-metadata": "http://169.254.169.254/latest/meta-data",
    "/to-inside": "http://inside.example:{port}/page",
    "/to-file": "file:///etc/passwd",
    "/loop": HOST + "/loop",
}
STREAMS = {"/endless": (b"x" * 65_536, 10_000, 0.0), "/slow": (b"x", 10_000, 0.05)}
ANSWERS = {
    "/robots.txt": (b"User-agent: *\nDisallow: /private/\n", "text/plain"),
    "/page": (PAGE.encode(), "text/html; charset=utf-8"),
    "/bomb": (gzip.compress(b"0" * 20_000_000), "text/html"),
    "/image": (b"\x89PNG", "image/png"),
}
_ENTRY = "<item><title>T</title><link>" + HOST + "/{path}</link><description>" + LEAD + "</description></item>"
FEED = (
    "<rss version='2.0'><channel><title>N</title>"
    + _ENTRY.replace("{path}", "page")
    + _ENTRY.replace("{path}", "gone")
    + "</channel></rss>"
)


class _Hostile(BaseHTTPRequestHandler):
    """A server that misbehaves, each path in its own way."""

    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.split("?", 1)[0]
        port = self.connection.getsockname()[1]
        if path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path].format(port=port))
            self.end_headers()
        elif path in STREAMS:
            self._stream(*STREAMS[path])
        elif path == "/page" and self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
        elif path == "/feed":
            self._send(FEED.format(port=port).encode(), "application/rss+xml")
        elif path == "/broken":
            self.wfile.write(b"NOT HTTP AT ALL\r\n\r\n")
        elif path in ANSWERS:
            self._send(*ANSWERS[path], {"Content-Encoding": "gzip"} if path == "/bomb" else {"ETag": '"v1"'})
        else:
            self.send_response(404)
            self.end_headers()

    def _send(self, body: bytes, kind: str, extra: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": kind, **(extra or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, part: bytes, times: int, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(times):
                self.wfile.write(part)
                time.sleep(pause)
        except OSError:
            return


def _names(host: str, _port: int) -> list[str]:
    """Resolve as a hostile name server would: one name outside, one that leads into the network."""
    return {
        "news.example": ["127.0.0.1"],
        "inside.example": ["10.0.0.7"],
        "both.example": ["127.0.0.1", "10.0.0.7"],
    }.get(host, [host])


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _fetcher(server: str, **changes: float) -> Fetcher:
    port = int(server.rsplit(":", 1)[1])
    largest, seconds = int(changes.get("largest", 1_000_000)), float(changes.get("seconds", 5.0))
    return Fetcher(
        FetchPolicy(
            largest=largest,
            seconds=seconds,
            resolve=_names,
            allowed=frozenset(("127.0.0.1",)),
            ports=frozenset((port, 80, 443)),
        )
    )


def test_page_is_fetched_and_read(server: str) -> None:
    (document,) = open_addresses([f"{server}/page"], fetcher=_fetcher(server))

    assert isinstance(document, Document)
    assert LEAD in document.text
    assert document.source.address == f"{server}/page"


def test_unchanged_page_is_not_sent_again(server: str) -> None:
    fetcher = _fetcher(server)
    first = fetcher.fetch(f"{server}/page")
    again = fetcher.fetch(f"{server}/page", known=first)

    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.data == first.data


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/to-metadata", "not on the public internet"),
        ("/to-inside", "not on the public internet"),
        ("/to-file", "only http and https"),
        ("/loop", "redirects more than"),
        ("/image", "which is not read"),
        ("/broken", "does not answer"),
        ("/gone", "status 404"),
        ("/private/page", "robots.txt"),
    ],
)
def test_hostile_answer_is_refused(server: str, path: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=reason):
        _fetcher(server).fetch(server + path)


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_answer_over_the_limit_is_cut_off(server: str, path: str) -> None:
    with pytest.raises(SourceTooLarge):
        _fetcher(server).fetch(server + path)


def test_slow_answer_is_cut_off_at_the_deadline(server: str) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceRefused):
        _fetcher(server, seconds=0.6).fetch(f"{server}/slow")

    assert time.monotonic() - begun < 3


def test_host_with_one_inner_address_is_refused(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    with pytest.raises(SourceRefused, match="not on the public internet"):
        _fetcher(server).fetch(f"http://both.example:{port}/page")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://news.example:22/",
        "http://user:secret@news.example/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "http://",
        "http://[bad/",
        "http://exa mple:99999/",
    ],
)
def test_address_inside_the_network_is_refused(address: str) -> None:
    with pytest.raises(SourceError):
        Fetcher(FetchPolicy(seconds=2.0)).fetch(address)


@pytest.mark.parametrize(
    "number", ["64:ff9b::a00:1", "2002:a00:1::", "fe80::1%eth0", "fc00::1", "100.64.0.1", "224.0.0.1", "x"]
)
def test_inner_address_in_disguise_is_not_public(number: str) -> None:
    assert not is_public(number)


def test_feed_gives_linked_pages_and_its_own_text_where_they_are_gone(server: str) -> None:
    items = list(open_feed(f"{server}/feed", fetcher=_fetcher(server)))

    assert [type(item) for item in items] == [Document, Failure, Document]
    assert isinstance(items[2], Document)
    assert LEAD in items[2].text
