"""What tests of several rooms share: the server on which the tests of a store run a second time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from dragoman.dossier import Store
from dragoman.dossier.places import Place
from tests.servers import NoServer, Running, running

# The everyday run tries the same examples each time, so that it fails only where something changed; the slow run
# (`scripts/test --slow`) tries new ones each time, and what it finds becomes a test of its own.
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """Give a PostgreSQL server; skips where there is none, and says why."""
    pytest.importorskip("pg8000", reason="pg8000 is not installed: pip install 'dragoman[postgres]'")
    context = running()
    try:
        started = context.__enter__()
    except NoServer as missing:
        pytest.skip(str(missing))
    yield started
    context.__exit__(None, None, None)


@pytest.fixture(params=["file", "server"])
def kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a test of a store twice: on SQLite, and on PostgreSQL with a database of its own for each store."""
    kind: str = request.param
    made: list[Store] = []
    if kind == "server":
        started: Running = request.getfixturevalue("server")

        def on_server(cls: type[Store], name: str = "dossier") -> Store:
            made.append(cls.create(Place(started.make_database(f"t{next(_NUMBERS)}")), name=name))
            return made[-1]

        monkeypatch.setattr(Store, "in_memory", classmethod(on_server))
    yield kind
    for store in made:
        store.close()


_NUMBERS = count(1)
