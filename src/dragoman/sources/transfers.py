"""What a web server did to a page on its way undone: chunks put together, compression unpacked, within bounds."""

from __future__ import annotations

import re
import zlib

from dragoman.errors import SourceBroken
from dragoman.sources.items import Bounds

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP = b"\x1f\x8b"
_PLAIN = frozenset({"", "identity", "none", "utf-8"})


def undone(data: bytes, transfer: str, content: str, *, address: str, bounds: Bounds) -> bytes:
    """Give a page as it was before the server chunked and packed it.

    Archives disagree: some keep what came over the wire, some undo it and keep the headers.  So the headers only
    allow it; that it was done must show in the bytes.

    Args:
        data: What the archive holds.
        transfer: The header `Transfer-Encoding`.
        content: The header `Content-Encoding`.
        address: What it is called in an error.
        bounds: How much may come out.

    Raises:
        SourceTooLarge: If it unpacks to more than it may.
        SourceBroken: If it is packed in a way that is not known.
    """
    if "chunked" in transfer.casefold():
        data = _joined(data)
    packing = content.strip().casefold()
    if "gzip" in packing and data.startswith(_GZIP):
        return _unpacked(data, 31, address, bounds)
    if packing == "deflate":
        # Some servers leave the header of the format away.
        return _unpacked(data, 15 if data[:1] == b"\x78" else -15, address, bounds)
    if packing not in _PLAIN and "gzip" not in packing and _binary(data):
        remedy = "Save the page itself, or record the archive again without compression."
        raise SourceBroken(f"the page is packed ({packing}) in a way that is not read", item=address, remedy=remedy)
    return data


def _joined(data: bytes) -> bytes:
    """Put chunks together; what is not in chunks comes back as it is, and of a cut one what there is."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        size = _CHUNK.match(data, at)
        if size is None:
            return data
        length = int(size[1], 16)
        if not length:
            break
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data.startswith(b"\r\n", at) else 1 if data.startswith(b"\n", at) else 0
    return b"".join(parts)


def _unpacked(data: bytes, window: int, address: str, bounds: Bounds) -> bytes:
    """Unpack what is compressed; of what is cut short, what there is."""
    limit = bounds.unpacked(len(data))
    try:
        made = zlib.decompressobj(wbits=window).decompress(data, limit + 1)
    except zlib.error:
        return data
    if len(made) > limit:
        raise bounds.too_large(address) if limit == bounds.item else bounds.bomb(address)
    return made


def _binary(data: bytes) -> bool:
    """Tell whether bytes are no text: a page has hardly a control character."""
    head = data[:1000]
    return sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 50
