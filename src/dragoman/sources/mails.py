"""E-mail messages and saved web archives (MHTML): the readable part, with what the headers say."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from dragoman.errors import SourceBroken, SourceEmpty
from dragoman.record import Segment, Stated
from dragoman.sources.decoding import decode
from dragoman.sources.extracted import Extracted
from dragoman.sources.forwards import around, sender_of
from dragoman.sources.mapped import Mapped, Run
from dragoman.sources.pages import decode_page, read_page
from dragoman.sources.passages import label_text
from dragoman.sources.payloads import decoded_behind, payload_in

_MOST_PARTS = 500
_MESSAGE = "message/rfc822"
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_SILENT = re.compile(rb"<(style|script|head)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_STUB_WORDS, _TIMES = 60, 3
"""Words below which a plain part may be a stub, and how many times longer the page must then be."""


def read_message(data: bytes, address: str) -> Extracted:
    """Take the text out of a message or a web archive.

    Of a message the plain part is preferred, for it is what was written; of a web archive the page.

    Raises:
        SourceEmpty: If no part of it is text.
        SourceBroken: If it cannot be taken apart.
    """
    message = _parse(data, address)
    archive = message.get_content_type() == "multipart/related" and not message.get("To")
    order = ("text/html", "text/plain") if archive else ("text/plain", "text/html")
    parts = [part for part in _parts(message) if part.get_content_disposition() != "attachment"]
    chosen = [
        next((part for part in parts if part.get_content_type() == wanted and _content(part, address).strip()), None)
        for wanted in order
    ]
    if not archive and chosen[0] is not None and chosen[1] is not None:
        # Some programs put a line that asks for another program into the plain part, and the letter into the page.
        plain, page = (_words(part, address) for part in chosen if part is not None)
        if plain < _STUB_WORDS and page > _TIMES * plain:
            chosen.reverse()
    for part in chosen:
        if part is not None:
            return _described(message, part, data, address)
    raise SourceEmpty("no part of the message is text", item=address, remedy="Save its attachments and add them.")


def attachments_of(data: bytes, address: str) -> Iterator[tuple[str, bytes]]:
    """Give the files attached to a message, by name."""
    message = _parse(data, address)
    for number, part in enumerate(_parts(message), start=1):
        if part.get_content_type() == _MESSAGE:
            yield part.get_filename() or f"message-{number}.eml", _enclosed(part, address)
        elif part.get_content_disposition() == "attachment":
            yield part.get_filename() or f"attachment-{number}", _content(part, address)


def _enclosed(part: EmailMessage, address: str) -> bytes:
    """Give the bytes of a message that lies whole in another."""
    inner = part.get_payload()
    try:
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
    except Exception as error:
        raise _broken(address, error) from error


def _words(part: EmailMessage, address: str) -> int:
    """Count the words of a part, markup left out."""
    content = _SILENT.sub(b" ", _content(part, address)) if part.get_content_type() == "text/html" else None
    return len(_TAG.sub(b" ", content).split()) if content is not None else len(_content(part, address).split())


def _parse(data: bytes, address: str) -> EmailMessage:
    """Take a message apart."""
    try:
        # The compat policy's parser keeps broken headers instead of raising over them.
        message = email.message_from_bytes(data, policy=email.policy.default)
    except Exception as error:
        raise _broken(address, error) from error
    if not isinstance(message, EmailMessage):
        raise _broken(address, TypeError("no message"))
    return message


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Give the parts that hold content, outermost first, up to a bound."""
    found: list[EmailMessage] = []
    waiting: list[object] = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        if not isinstance(part, EmailMessage):
            continue
        enclosed = part.get_content_type() == _MESSAGE and part is not message
        inner = part.get_payload() if part.is_multipart() and not enclosed else None
        if isinstance(inner, list):
            waiting = [*inner[:_MOST_PARTS], *waiting]
        else:
            found.append(part)
    return found


def _content(part: EmailMessage, address: str) -> bytes:
    """Give a part's bytes with its transfer encoding undone."""
    try:
        content = part.get_payload(decode=True)
    except Exception as error:
        raise _broken(address, error) from error
    return content if isinstance(content, bytes) else b""


def _described(message: EmailMessage, part: EmailMessage, data: bytes, address: str) -> Extracted:
    """Make the extract of the chosen part, with what the headers say where the part itself does not."""
    content = _content(part, address)
    charset = _header(part, "charset")
    facts = _facts(message)
    obtained = _sent(message)
    boundaries = [inner.get_boundary() or "" for inner in message.walk() if inner.is_multipart()]
    found = payload_in(data, content, boundaries)
    if part.get_content_type() == "text/html":
        page = read_page(content, address, charset=charset)
        markup = decode_page(content, address, charset)
        back = Mapped(markup.text, _runs(decoded_behind(found, markup.text, markup.encoding))) if found else None
        return Extracted(
            page.text,
            "multipart/related",
            page.encoding,
            facts | page.facts,
            page.passages,
            back.behind(page.origin) if back else (),
            "latin-1",
            obtained or page.obtained,
        )
    text = None
    if charset:
        try:
            text = content.decode(charset)
        except (LookupError, ValueError):
            text = None
    if text is None:
        decoded = decode(content, address)
        text, charset = decoded.text, decoded.encoding
    origin = decoded_behind(found, text, charset or "utf-8") if found else ()
    beside = around(text)
    passages = label_text(text, beside.labels)
    return Extracted(
        text, "message/rfc822", charset or "utf-8", facts | beside.facts, passages, origin, "latin-1", obtained
    )


def _runs(segments: Iterable[Segment]) -> tuple[Run, ...]:
    """Give segments as the runs of a mapped text."""
    return tuple(Run(one.start, one.end, one.raw_start or 0, one.raw_end or 0) for one in segments)


def _header(part: EmailMessage, name: str) -> str | None:
    """Give a parameter of the content type, None where it is broken."""
    try:
        value = part.get_param(name)
    except Exception:  # noqa: BLE001 - the header parser raises over broken parameters
        return None
    return value if isinstance(value, str) else None


def _facts(message: EmailMessage) -> dict[str, Stated]:
    """Read what the headers say: subject, sender, date, address of a saved page."""
    facts: dict[str, Stated] = {}
    for name, header in (("title", "Subject"), ("outlet", "From"), ("canonical", "Snapshot-Content-Location")):
        try:
            value = " ".join(str(message.get(header) or "").split())
        except Exception:  # noqa: BLE001, S112 - a broken header is a header that says nothing
            continue
        if name == "outlet":
            value = sender_of(value)
            value = "" if "saved by" in value.casefold() else value
        if value:
            facts[name] = Stated(value=value[:500], rule=f"header {header}")
    sent = _sent(message)
    # The date of a saved page is when it was saved; of a message, when it was sent.
    if sent is not None and "canonical" not in facts:
        facts["published"] = Stated(value=sent.isoformat(), rule="header Date")
    return facts


def _sent(message: EmailMessage) -> datetime | None:
    """Read when a message was sent or a page was saved; a broken date is no date."""
    try:
        sent = parsedate_to_datetime(str(message.get("Snapshot-Date") or message.get("Date") or ""))
        sent.isoformat()
    except Exception:  # noqa: BLE001 - the header parser raises whatever it trips over
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _broken(address: str, error: Exception) -> SourceBroken:
    """Give the error for a message that cannot be taken apart."""
    return SourceBroken(f"the message is damaged ({type(error).__name__})", item=address, remedy="Save it again.")
