"""Adding many items: what is there already is not taken apart again, and a killed batch loses and doubles nothing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from dragoman.dossier import Added, Shelf, Store, Taken, take_in
from dragoman.dossier.checking import faults
from dragoman.errors import DossierError
from dragoman.record import Document, Reading
from dragoman.sources import Intake, Unchanged, arrivals, count_files, feed_arrivals, opening
from dragoman.sources.arriving import Arrivals
from dragoman.sources.urls import Fetcher, FetchPolicy
from tests.dossier.making import NOON, SentenceReader, at, document
from tests.sources.samples import LEAD, PAGE, SECOND, zipped

ROOT = Path(__file__).parents[2]
READER = SentenceReader()


def _take(store: Store, arriving: Arrivals) -> list[Taken]:
    return list(take_in(store, arriving, READER, clock=lambda: NOON))


def _add(store: Store, *paths: Path | str, fetcher: Fetcher | None = None) -> list[Taken]:
    intake = Intake(held=Shelf(store, READER.name), fetcher=fetcher or Fetcher())
    return _take(store, arrivals(paths, intake))


# At size


def test_folder_of_more_names_than_are_held_is_opened_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_LISTED", 7)
    names = sorted(f"{number}.txt" for number in range(50))
    for name in names:
        (tmp_path / name).write_text(LEAD)
    (tmp_path / ".hidden").write_text(LEAD)
    found = [document.source.address for document in opening.open_items([tmp_path]) if hasattr(document, "source")]

    assert found == [str(tmp_path / name) for name in names]
    assert count_files([tmp_path]) == 50


def test_folders_within_folders_beyond_all_measure_are_one_failure(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["a"] * 110)
    deepest.mkdir(parents=True)
    (deepest / "story.txt").write_text(LEAD)
    (failure,) = opening.open_items([tmp_path])

    assert "one within the other" in getattr(failure, "problem", "")


def test_what_was_read_is_not_taken_apart_again(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(LEAD)
    row = json.dumps({"title": "Talks", "text": LEAD})
    (tmp_path / "dump.jsonl").write_text(f'{row}\n{row[:-2]} It was late."}}\n')
    with Store.in_memory() as store:
        _add(store, tmp_path)
        again = list(arrivals([tmp_path], Intake(held=Shelf(store, READER.name))))
        other = list(arrivals([tmp_path], Intake(held=Shelf(store, "another-reader"))))

    assert [type(one) for one in again] == [Unchanged] * 3
    assert not any(isinstance(one, Unchanged) for one in other)


def test_same_bytes_at_another_address_are_seen_there_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LEAD)
    with Store.in_memory() as store:
        _add(store, tmp_path)

        assert store.info().documents == 1
        assert store._connection.execute("SELECT count(*) FROM sighting").fetchone() == (2,)


def test_bytes_of_members_rows_and_parts_are_kept(tmp_path: Path) -> None:
    row = json.dumps({"title": "Talks", "text": LEAD})
    (tmp_path / "all.zip").write_bytes(zipped({"page.html": PAGE.encode(), "dump.jsonl": f"{row}\n".encode()}))
    with Store.in_memory() as store:
        _add(store, tmp_path)
        kept = {document.source.address[-9:]: store.raw_of(document.source.sha256) for document in store.documents()}

    assert kept == {"page.html": PAGE.encode(), "p.jsonl#1": f"{row}\n".encode()}


# Several in one transaction


def _stories(number: int) -> list[Document]:
    """Give articles of one sentence each."""
    return [document(f"Point {one} is open, the envoy said.\n", f"{one:02}.txt") for one in range(number)]


def _addresses(store: Store) -> set[str]:
    return {one.source.address for one in store.documents()}


def test_item_is_told_of_once_it_is_kept_and_not_before(tmp_path: Path) -> None:
    with Store.open_or_create(tmp_path / "a") as store, Store.open(tmp_path / "a") as other:
        for one in take_in(store, _stories(30), READER, clock=lambda: NOON):
            assert one.item in _addresses(other)


def test_what_was_read_before_an_interrupt_is_kept() -> None:
    def interrupted() -> Iterator[Document]:
        yield from _stories(5)
        raise KeyboardInterrupt

    with Store.in_memory() as store:
        with pytest.raises(KeyboardInterrupt):
            list(take_in(store, interrupted(), READER, clock=lambda: NOON))

        assert len(_addresses(store)) == 5


class CarelessReader(SentenceReader):
    """A reader whose statements of one article do not stand in it."""

    def read(self, document: Document) -> Reading:
        """Read an article, one of them badly."""
        reading = super().read(document)
        if document.source.address != "03.txt":
            return reading
        moved = [one.model_copy(update={"start": one.start + 1, "end": one.end + 1}) for one in reading.statements]
        return reading.model_copy(update={"statements": tuple(moved)})


def test_article_that_cannot_be_kept_as_read_stops_no_other_of_its_transaction() -> None:
    with Store.in_memory() as store:
        taken = list(take_in(store, _stories(8), CarelessReader(), clock=lambda: NOON))

        assert [bool(one.failures) for one in taken] == [number == 3 for number in range(8)]
        assert len(_addresses(store)) == 8
        assert [failure.item for failure in store.failures()] == ["03.txt"]


def test_what_was_read_beside_an_item_that_the_dossier_refuses_is_kept() -> None:
    with Store.in_memory() as store:
        for reader in (READER, SentenceReader("sentences-2")):
            list(take_in(store, _stories(1), reader, clock=lambda: NOON))
        with pytest.raises(DossierError, match="older reading"):
            list(take_in(store, _stories(4), READER, clock=lambda: NOON))

        assert len(_addresses(store)) == 4


def test_same_bytes_twice_in_one_transaction_are_read_once() -> None:
    one = document("Point 1 is open, the envoy said.\n", "a.txt")
    other = document("Point 1 is open, the envoy said.\n", "b.txt")
    with Store.in_memory() as store:
        taken = list(take_in(store, [one, other, one], READER, clock=lambda: NOON))

        assert [item.added for item in taken] == [Added.NEW, Added.SAME, Added.SAME]
        assert [item.statements for item in taken] == [1, 0, 0]


def test_items_wait_no_longer_than_a_second_for_those_after_them() -> None:
    minutes = iter(range(1000))
    pulled: list[int] = []

    def counted() -> Iterator[Document]:
        for number, one in enumerate(_stories(4)):
            pulled.append(number)
            yield one

    with Store.in_memory() as store:
        taken = take_in(store, counted(), READER, clock=lambda: at(next(minutes)))
        next(taken)

        assert pulled == [0]


# Killed

ADD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from dragoman.dossier import Shelf, Store, take_in
from dragoman.sources import Intake, arrivals
from tests.dossier.making import NOON, SentenceReader
reader = SentenceReader()
with Store.open_or_create(Path(sys.argv[2]), wait=60) as store:
    print("ready", flush=True)
    intake = Intake(held=Shelf(store, reader.name))
    for taken in take_in(store, arrivals([sys.argv[3]], intake), reader, clock=lambda: NOON):
        print(taken.item, flush=True)
"""

pytestmark = pytest.mark.usefixtures("kept_in")


def _folder(path: Path) -> Path:
    """Make a folder of articles, some of them copies of others, a dump, an archive and a broken item."""
    chance = random.Random(4)  # noqa: S311 - made-up texts need no secrecy
    path.mkdir()
    texts: list[str] = []
    for number in range(24):
        said = [f"Envoy {chance.randrange(10**6)} said that point {chance.randrange(99)} was open." for _ in range(6)]
        text = texts[number // 2] if number % 5 == 4 else "\n\n".join([LEAD, *said])
        texts.append(text)
        (path / f"{number:02}.txt").write_text(text)
    rows = "".join(json.dumps({"title": f"Row {n}", "text": f"{texts[n]} {SECOND}"}) + "\n" for n in range(6))
    (path / "dump.jsonl").write_text(rows + "{broken\n")
    (path / "all.zip").write_bytes(zipped({"a.html": PAGE.encode(), "b.txt": SECOND.encode()}))
    (path / "empty.txt").write_text("  ")
    return path


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all that is in a dossier, but for the numbers of rows that a second attempt may use up."""
    queries = {
        "documents": "SELECT sha256, body FROM document ORDER BY sha256",
        "sightings": "SELECT s.address, d.sha256 FROM sighting AS s JOIN document AS d ON d.no = s.document ORDER BY 1",
        "readings": "SELECT id FROM reading ORDER BY id",
        "statements": "SELECT id FROM statement ORDER BY id",
        "failures": "SELECT item, body FROM failure ORDER BY item",
        "links": "SELECT a.sha256, b.sha256, kind, share FROM copy_link JOIN document AS a ON a.no = first"
        " JOIN document AS b ON b.no = second ORDER BY 1, 2",
        "keys": "SELECT key, sha256 FROM copy_key JOIN document ON no = document ORDER BY 1, 2",
    }
    with closing(Store.open(path)) as store:
        return {name: store._connection.execute(query).fetchall() for name, query in queries.items()}


def _run(dossier: Path, folder: Path, *, lines: int | None) -> tuple[int, list[str]]:
    """Add a folder; with `lines`, kill the process once it has said that many.  Gives what it said, too."""
    command = [sys.executable, "-c", ADD, str(ROOT), str(dossier), str(folder)]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        for line in adding.stdout:
            said.append(line.strip())
            if lines is not None and len(said) >= lines:
                adding.kill()
                break
        said += adding.stdout.read().split("\n")[:-1]  # the last line may be cut
    return adding.returncode, said[1:]


def _noted(dossier: Path) -> set[str]:
    """Give the addresses of all that is kept, and of all that is noted as failed."""
    with closing(Store.open(dossier)) as store:
        found = store._connection.execute("SELECT address FROM sighting UNION SELECT item FROM failure").fetchall()
    return {address for (address,) in found}


@pytest.mark.slow
def test_batch_that_is_killed_at_many_points_ends_as_one_that_was_not(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "articles")
    assert _run(tmp_path / "whole", folder, lines=None)[0] == 0
    killed = 0
    for lines in (1, 2, 5, 9, 14, 20, 27, 31, 33):
        code, said = _run(tmp_path / "killed", folder, lines=lines)
        killed += code != 0
        assert set(said) <= _noted(tmp_path / "killed"), "what is said to be done is kept"
    assert _run(tmp_path / "killed", folder, lines=None)[0] == 0

    assert killed >= 6
    assert _content(tmp_path / "killed") == _content(tmp_path / "whole")
    assert faults(tmp_path / "killed", wait=1.0) == []


# Asked again


class _Press(BaseHTTPRequestHandler):
    """A server that says when something has not changed, and counts what it sends."""

    pages: ClassVar[dict[str, str]] = {}
    sent: ClassVar[list[tuple[str, int]]] = []

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        mark = f'"{abs(hash(body))}"'
        status = 404 if body is None else 304 if self.headers.get("If-None-Match") == mark else 200
        self.sent.append((self.path, status))
        self.send_response(status)
        if body is not None and status == 200:
            kind = "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8"
            for name, value in {"Content-Type": kind, "ETag": mark}.items():
                self.send_header(name, value)
        self.end_headers()
        if body is not None and status == 200:
            self.wfile.write(body.encode())


@pytest.fixture(name="press")
def _press() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Press)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    address = f"http://press.example:{server.server_port}"
    entries = "".join(f"<item><title>T</title><link>{address}/{name}</link></item>" for name in ("one", "two"))
    _Press.pages = {
        "/one": PAGE,
        "/two": PAGE.replace("Talks", "More talks"),
        "/feed": f"<rss version='2.0'><channel><title>N</title>{entries}</channel></rss>",
    }
    _Press.sent = []
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


def _fetcher(address: str) -> Fetcher:
    port = int(address.rsplit(":", 1)[1])
    local = frozenset(("127.0.0.1",))
    return Fetcher(
        FetchPolicy(robots=False, resolve=lambda _host, _port: ["127.0.0.1"], allowed=local, ports=frozenset((port,)))
    )


def _sent() -> list[tuple[str, int]]:
    """Give what the server was asked since the last time."""
    sent, _Press.sent = _Press.sent, []
    return sent


def test_page_that_has_not_changed_is_not_sent_again_and_that_is_said(press: str) -> None:
    with Store.in_memory() as store:
        (first,) = _add(store, f"{press}/one", fetcher=_fetcher(press))
        (again,) = _add(store, f"{press}/one", fetcher=_fetcher(press))
        _Press.pages["/one"] = PAGE.replace("Talks", "Talks end")
        (changed,) = _add(store, f"{press}/one", fetcher=_fetcher(press))

    assert (first.added, again.added, changed.added) == ("new", "same", "new_version")
    assert "nothing new" in again.note
    assert _sent() == [("/one", 200), ("/one", 304), ("/one", 200)]


def test_page_that_is_still_to_be_read_is_asked_for_whole(press: str) -> None:
    with Store.in_memory() as store:
        _add(store, f"{press}/one", fetcher=_fetcher(press))
        held = Shelf(store, "another-reader")
        list(arrivals([f"{press}/one"], Intake(held=held, fetcher=_fetcher(press))))

    assert _sent() == [("/one", 200), ("/one", 200)]


def test_feed_is_asked_for_what_is_new(press: str) -> None:
    with Store.in_memory() as store:

        def follow() -> list[Taken]:
            intake = Intake(held=Shelf(store, READER.name), fetcher=_fetcher(press))
            return _take(store, feed_arrivals(f"{press}/feed", intake))

        assert [one.added for one in follow()] == ["new", "new"]
        assert _sent() == [("/feed", 200), ("/one", 200), ("/two", 200)]
        assert [one.note[:11] for one in follow()] == ["nothing new"]
        assert _sent() == [("/feed", 304)]

        _Press.pages["/feed"] += "<!-- moved on -->"
        _Press.pages["/two"] = PAGE.replace("Talks", "Talks again")
        assert [one.added for one in follow()] == ["same", "new_version"]
        assert _sent() == [("/feed", 200), ("/one", 304), ("/two", 200)]


def test_feed_of_which_something_failed_is_gone_through_again(press: str) -> None:
    gone = _Press.pages.pop("/two")
    with Store.in_memory() as store:

        def follow() -> list[Taken]:
            intake = Intake(held=Shelf(store, READER.name), fetcher=_fetcher(press))
            return _take(store, feed_arrivals(f"{press}/feed", intake))

        assert any(one.failures for one in follow())
        _Press.pages["/two"] = gone
        assert [one.added for one in follow() if one.added != "same"] == ["new"]
        assert not store.failures()
