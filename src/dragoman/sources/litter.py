"""What lies in folders and archives beside articles and is none: what browsers save with a page, what systems leave.

Only what is come upon is passed over; a file that the user names is always opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

_LEFT = frozenset(("thumbs.db", "desktop.ini", "mimetype", "robots.txt"))
_PARTS = frozenset(
    (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".svg", ".png", ".jpg", ".jpeg", ".gif",
     ".webp", ".avif", ".ico", ".bmp", ".mp3", ".mp4", ".webm", ".m4a", ".wav", ".ogg", ".mov")
)  # fmt: skip
_SAVED = re.compile(r"(?P<page>.+?)[ _](?:files|Dateien|fichiers|archivos|file|bestanden|pliki|arquivos)")
"""The folder in which a browser puts what belongs to a page that it saves, in the browser's language."""


def is_litter(name: str, there: Callable[[str], bool]) -> bool:
    """Tell whether a file is no article.

    Args:
        name: Its path in the folder or archive.
        there: Tells whether a path is there.
    """
    path = PurePath(name)
    if path.name.casefold() in _LEFT or path.suffix.casefold() in _PARTS:
        return True
    return any(saved_with(str(parent), there) for parent in path.parents)


def saved_with(folder: str, there: Callable[[str], bool]) -> bool:
    """Tell whether a folder holds what a browser saved with a page that lies beside it."""
    found = _SAVED.fullmatch(folder)
    return found is not None and any(there(f"{found['page']}{ending}") for ending in (".html", ".htm", ".xhtml"))
