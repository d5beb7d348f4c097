"""Where a dossier lies: a file, or a PostgreSQL database by its address; no password ever shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from dragoman.errors import UsageError

_SCHEMES = ("postgresql://", "postgres://")
_PASSWORD = re.compile(r"(?<=://)([^/?#]*?)(:[^/?#@]*)?@")


@dataclass(frozen=True, slots=True)
class Server:
    """How a database is reached.

    Attributes:
        user: Name of the user.
        host: Host, or the folder of a socket.
        port: Port.
        database: Name of the database, which holds one dossier.
        password: The password; it is never written out.
    """

    user: str
    host: str
    port: int
    database: str
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dossier lies, as it was typed.

    Attributes:
        given: A path, or an address that begins with `postgresql://`.
    """

    given: str = field(repr=False)

    @property
    def path(self) -> Path:
        """The file; only where it is one."""
        return Path(self.given)

    @property
    def on_server(self) -> bool:
        """Whether it is a database."""
        return self.given.startswith(_SCHEMES)

    def exists(self) -> bool:
        """Tell whether there is a file; whether a database is there, only its server knows."""
        return self.on_server or self.path.exists()

    def __str__(self) -> str:
        """Give the place as it may be shown: without a password."""
        if not self.on_server:
            return self.given
        shown = _PASSWORD.sub(lambda found: f"{found[1]}@", self.given, count=1)
        return re.sub(r"([?&]password=)[^&#]*", r"\1…", shown)

    def __fspath__(self) -> str:
        """Give the path, for whoever opens files."""
        return self.given

    def server(self) -> Server:
        """Read the address.

        Raises:
            UsageError: If it does not say which database, or is none.
        """
        try:
            parts = urlsplit(self.given)
            port = parts.port or 5432
        except ValueError:
            raise UsageError("this is not an address", item=str(self), remedy=_HOW) from None
        extra = parse_qs(parts.query)
        unknown = sorted(set(extra) - {"host", "port", "user", "password"})
        if unknown:
            raise UsageError(f"{unknown[0]!r} is not known in an address", item=str(self), remedy=_HOW)
        database = unquote(parts.path.removeprefix("/"))
        user = unquote(parts.username or "") or extra.get("user", [""])[0]
        if not database or not user:
            raise UsageError("the address does not say which user and database", item=str(self), remedy=_HOW)
        password = unquote(parts.password) if parts.password is not None else extra.get("password", [None])[0]
        told = extra.get("port", [str(port)])[0]
        if not told.isdecimal():
            raise UsageError("the port is no number", item=str(self), remedy=_HOW)
        return Server(user, extra.get("host", [parts.hostname or "localhost"])[0], int(told), database, password)


_HOW = "Write it as postgresql://USER@HOST:PORT/DATABASE, or postgresql://USER@/DATABASE?host=/SOCKET/FOLDER."


def place_of(given: Path | Place | str) -> Place:
    """Give the place of what was given."""
    return given if isinstance(given, Place) else Place(str(given))
