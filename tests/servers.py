"""A PostgreSQL server of the tests' own: started on a socket in a folder of theirs, gone when they are done."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "a secret, for the tests alone"  # noqa: S105 - of a server that lives for seconds


class NoServer(Exception):
    """There is no PostgreSQL that could be started."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs.

    Attributes:
        folder: Where its socket is.
    """

    folder: Path

    def address(self, database: str, *, user: str = "dragoman", password: str = PASSWORD) -> str:
        """Give the address of a database."""
        return f"postgresql://{user}:{password.replace(' ', '%20').replace(',', '%2C')}@/{database}?host={self.folder}"

    def make_database(self, name: str) -> str:
        """Make an empty database, and give its address."""
        from pg8000 import dbapi  # noqa: PLC0415 - an optional dependency

        with_server = dbapi.connect("dragoman", unix_sock=f"{self.folder}/.s.PGSQL.5432", password=PASSWORD,
                                    database="postgres")  # fmt: skip
        with_server.autocommit = True
        cursor = with_server.cursor()
        cursor.execute(f'CREATE DATABASE "{name}"')
        with_server.close()
        return self.address(name)


def _programs() -> Path:
    """Find the folder of the server's programs.

    Raises:
        NoServer: If there is none.
    """
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if found is None and not folders:
        raise NoServer("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return Path(found).parent if found else folders[-1]


def _as_user() -> list[str]:
    """Give what goes before a command so that it does not run as root, which the server refuses.

    Raises:
        NoServer: If there is nobody else to run it as.
    """
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise NoServer("PostgreSQL does not run as root, and there is no user named postgres") from None
    if shutil.which("runuser") is None:
        raise NoServer("PostgreSQL does not run as root, and there is no runuser")
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def running() -> Iterator[Running]:
    """Start a server, and stop it in the end.

    Raises:
        NoServer: If that cannot be.
    """
    programs, as_user = _programs(), _as_user()
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    try:
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if as_user:
            for path in (folder, secret):
                shutil.chown(path, "postgres")
        data = folder / "data"
        _do([*as_user, str(programs / "initdb"), "-D", str(data), "-U", "dragoman", "-A", "scram-sha-256",
             "--pwfile", str(secret), "--locale", "C", "-E", "UTF8", "--no-sync"], folder)  # fmt: skip
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
        control = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-s", "-w"]
        _do([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield Running(folder)
        finally:
            _do([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _do(command: Sequence[str], folder: Path) -> None:
    """Run a command.

    Raises:
        NoServer: If it fails.
    """
    # A server that goes on must not keep the pipes of the tests open.
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          cwd=folder, check=False, timeout=120)  # fmt: skip
    if done.returncode:
        raise NoServer(f"{Path(command[-1]).name}: PostgreSQL could not be started ({done.returncode})")
