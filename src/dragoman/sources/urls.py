"""Fetching addresses safely: only public web servers, never the inside of a network, within limits.

Every connection goes to an address that was resolved and checked here, not to a name that may resolve
otherwise the next moment.  Redirects are followed one by one and each target is checked anew.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import SourceRefused, SourceTooLarge

USER_AGENT = "Dragoman/0.1 (reads news coverage of negotiations; asks robots.txt first)"
_ROBOT = "Dragoman"
_READ_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/pdf",
    "application/json",
    "application/warc",
    "application/gzip",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "multipart/related",
    "message/rfc822",
    "application/octet-stream",
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536
_ROBOTS_LIMIT = 500_000

Resolver = Callable[[str, int], list[str]]
"""Gives the numeric addresses of a host."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What may be fetched and how much of it.

    Attributes:
        largest: Bytes of one answer, unpacked.
        seconds: Time for one address, redirects and all.
        redirects: How many are followed.
        robots: Whether robots.txt is asked.
        resolve: How names become addresses; tests put their own here.
        allowed: Numeric addresses that are allowed though they are not public; for tests only.
        ports: Ports that are connected to.
    """

    largest: int = 50_000_000
    seconds: float = 30.0
    redirects: int = 5
    robots: bool = True
    resolve: Resolver | None = None
    allowed: frozenset[str] = frozenset()
    ports: frozenset[int] = frozenset((80, 443, 8080, 8443))


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the bytes, where they came from in the end, and what to ask with the next time."""

    data: bytes
    address: str
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    date: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses under one policy and remembers each host's robots.txt.

    Attributes:
        policy: What may be fetched.
        clock: The time in seconds; tests may put their own here.
    """

    policy: FetchPolicy = field(default_factory=FetchPolicy)
    clock: Callable[[], float] = time.monotonic
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def fetch(self, address: str, *, known: Fetched | None = None) -> Fetched:
        """Fetch one address.

        Args:
            address: An http or https address.
            known: What was fetched from it before; if the server says that it is unchanged, that comes back.

        Raises:
            SourceRefused: If the address may not be fetched or does not answer as it should.
            SourceTooLarge: If the answer is over the limit.
        """
        deadline = self.clock() + self.policy.seconds
        target = _checked(address)
        for _ in range(self.policy.redirects + 1):
            if self.policy.robots and not self._permitted(target, deadline):
                remedy = "Save the page in a browser and add the file, if its terms allow that."
                raise SourceRefused("the site's robots.txt asks not to fetch it", item=address, remedy=remedy)
            answer = self._ask(target, address, deadline, known, self.policy.largest)
            if isinstance(answer, Fetched):
                return answer
            target = _checked(urljoin(target, answer), address)
        problem = f"it redirects more than {self.policy.redirects} times"
        raise SourceRefused(problem, item=address, remedy="Give the address that it leads to.")

    def _permitted(self, target: str, deadline: float) -> bool:
        """Ask the host's robots.txt; a host without one permits, one that fails on its side does not."""
        parts = urlsplit(target)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self.robots:
            self.robots[host] = self._rules(f"{host}/robots.txt", deadline)
        rules = self.robots[host]
        return rules is None or rules.can_fetch(_ROBOT, target)

    def _rules(self, address: str, deadline: float) -> RobotFileParser | None:
        """Read a robots.txt; None where there is none."""
        rules = RobotFileParser()
        target = address
        for _ in range(self.policy.redirects + 1):
            try:
                answer = self._ask(target, address, deadline, None, _ROBOTS_LIMIT)
            except _Status as status:
                if status.code >= 500:
                    rules.parse(["User-agent: *", "Disallow: /"])
                    return rules
                return None
            except SourceTooLarge:
                return None
            if isinstance(answer, Fetched):
                rules.parse(answer.data.decode("utf-8", "replace").splitlines())
                return rules
            target = _checked(urljoin(target, answer), address)
        return None

    def _ask(self, target: str, item: str, deadline: float, known: Fetched | None, largest: int) -> Fetched | str:
        """Ask once; give the answer, or where it redirects to."""
        parts = urlsplit(target)
        connection = self._connect(target, item, deadline)
        # A server that sends a byte now and then keeps every single wait short; the alarm ends them all.
        alarm = threading.Timer(max(0.0, deadline - self.clock()), _hang_up, [connection])
        alarm.daemon = True
        alarm.start()
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        try:
            connection.request("GET", path, headers=_headers(parts.netloc, known))
            response = connection.getresponse()
            location = response.getheader("Location")
            if response.status in _REDIRECTS and location:
                return location
            if response.status == 304 and known is not None:
                return replace(known, unchanged=True)
            if response.status != 200:
                raise _Status(response.status, item)
            return self._answer(response, target, item, deadline, largest)
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            reason = str(error) or type(error).__name__
            raise SourceRefused(f"it does not answer ({reason[:100]})", item=item, remedy="Try again later.") from error
        finally:
            alarm.cancel()
            connection.close()

    def _answer(
        self, response: http.client.HTTPResponse, target: str, item: str, deadline: float, largest: int
    ) -> Fetched:
        """Read an answer's body within the limits of size and time."""
        kind = (response.getheader("Content-Type") or "").strip()
        if kind and not kind.casefold().startswith(_READ_TYPES):
            problem = f"it is {kind.split(';')[0][:60]}, which is not read"
            raise SourceRefused(problem, item=item, remedy="Give the address of an article, feed or document.")
        unpack = _unpacker((response.getheader("Content-Encoding") or "").strip().casefold())
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += unpack(chunk, largest + 1 - len(body))
            if len(body) > largest:
                remedy = "Download it yourself and add the file."
                raise SourceTooLarge(f"the answer has more than {largest:,} bytes", item=item, remedy=remedy)
            if self.clock() > deadline:
                problem = f"it takes longer than {self.policy.seconds:g} seconds"
                raise SourceRefused(problem, item=item, remedy="Try again later, or add a saved copy.")
        charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", kind, re.IGNORECASE)
        return Fetched(
            bytes(body),
            target,
            kind.split(";")[0].strip().casefold(),
            charset[1] if charset else None,
            response.getheader("ETag"),
            response.getheader("Last-Modified"),
            date=response.getheader("Date"),
        )

    def _connect(self, target: str, item: str, deadline: float) -> http.client.HTTPConnection:
        """Connect to a checked address of the target's host."""
        parts = urlsplit(target)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        if port not in self.policy.ports:
            raise SourceRefused(f"port {port} is none of the web's", item=item, remedy="Give an ordinary web address.")
        number = self._public_address(parts.hostname or "", port, item)
        left = deadline - self.clock()
        if left <= 0:
            raise SourceRefused("it takes too long", item=item, remedy="Try again later, or add a saved copy.")
        try:
            plain = socket.create_connection((number, port), timeout=min(left, 10.0))
        except OSError as error:
            problem = f"the server cannot be reached ({error.strerror or error})"
            raise SourceRefused(problem, item=item, remedy="Check the address and the network.") from error
        connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=min(left, 10.0))
        try:
            connection.sock = _secured(plain, parts.hostname or "") if secure else plain
        except OSError as error:
            plain.close()
            problem = f"its certificate does not hold ({str(error)[:100]})"
            raise SourceRefused(problem, item=item, remedy="Check the address.") from error
        return connection

    def _public_address(self, host: str, port: int, item: str) -> str:
        """Resolve a host; every one of its addresses must be public, or none is connected to."""
        resolve = self.policy.resolve or _resolve
        try:
            numbers = resolve(host, port)
        except (OSError, UnicodeError) as error:
            problem = f"the host {host[:100]} is not known"
            raise SourceRefused(problem, item=item, remedy="Check the address.") from error
        if not numbers:
            raise SourceRefused(f"the host {host[:100]} has no address", item=item, remedy="Check the address.")
        for number in numbers:
            if number not in self.policy.allowed and not is_public(number):
                problem = f"the host leads to {number}, which is not on the public internet"
                raise SourceRefused(problem, item=item, remedy="Save the page and add the file.")
        return numbers[0]


def is_public(number: str) -> bool:
    """Tell whether a numeric address is on the public internet.

    Example:
        >>> is_public("192.168.1.1"), is_public("::ffff:127.0.0.1"), is_public("93.184.216.34")
        (False, False, True)
    """
    try:
        address = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo is not None:
            inner = address.teredo[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class _Status(SourceRefused):
    """The server answered with another status than success."""

    def __init__(self, code: int, item: str) -> None:
        self.code = code
        remedy = "Check the address." if code in {404, 410} else "Save the page in a browser and add the file."
        super().__init__(f"the server answers with status {code}", item=item, remedy=remedy)


def _checked(address: str, item: str | None = None) -> str:
    """Refuse what is no plain web address; give it without its fragment."""
    item = item or address
    try:
        parts = urlsplit(address.strip())
        valid = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise SourceRefused("it is no web address", item=item, remedy="Check the address.") from error
    if parts.scheme not in {"http", "https"} or not valid:
        raise SourceRefused("only http and https addresses are fetched", item=item, remedy="Check the address.")
    if parts.username or parts.password:
        raise SourceRefused("it carries a user name or password", item=item, remedy="Leave them out.")
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SourceRefused("its host is no valid name", item=item, remedy="Check the address.") from error
    netloc = f"[{host}]" if ":" in host else host
    if parts.port:
        netloc += f":{parts.port}"
    path = re.sub(r"[\x00-\x20\x7f-\U0010ffff]", lambda found: _quoted(found[0]), parts.path)
    query = re.sub(r"[\x00-\x20\x7f-\U0010ffff]", lambda found: _quoted(found[0]), parts.query)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _quoted(character: str) -> str:
    """Quote a character that may not stand in a request line."""
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _headers(host: str, known: Fetched | None) -> Mapping[str, str]:
    """Give the request's headers; with what is known of an earlier answer the server can say "unchanged"."""
    headers = {"Host": host, "User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers | {"Connection": "close"}


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Give what undoes a content encoding, never giving more than asked for."""
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        return lambda chunk, _: chunk
    unpacking = zlib.decompressobj(wbits=47)

    def unpack(chunk: bytes, most: int) -> bytes:
        return unpacking.decompress(chunk, max(1, most))

    return unpack


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """End a connection from outside; whoever reads from it gets an error."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """Wrap a connection in TLS, the certificate checked against the name that was asked for."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
