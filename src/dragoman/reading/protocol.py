"""What a reader is: anything that turns a document into a reading."""

from __future__ import annotations

from typing import Protocol

from dragoman.record import Document, Reading


class Reader(Protocol):
    """Reads documents; the same document and settings give the same reading.

    Attributes:
        name: Name and version, kept with every reading (`local-1`).
    """

    name: str

    def read(self, document: Document) -> Reading:
        """Read one document.

        Returns:
            Its statements and meetings, each anchored; what could not be read is among the failures.

        Raises:
            LanguageUnsupported: If the document is in a language that the reader does not know.
        """
        ...
