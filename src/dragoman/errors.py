"""Every exception that Dragoman raises.

```
DragomanError                 what happened, to which item, what to do next; carries an exit code
├── UsageError                the call itself is wrong (exit 2)
├── SourceError               an item could not be turned into a document (exit 3)
│   ├── SourceMissing         the path does not exist or cannot be opened
│   ├── SourceEmpty           nothing in it but blanks
│   ├── SourceNotText         binary content, or an encoding nobody can name
│   ├── SourceTooLarge        over the limit of one document, or of what an archive may hold
│   ├── SourceBroken          cut short, locked, or not what its format promises
│   └── SourceRefused         an address that is not fetched, or that did not answer as it should
├── ReadingError              a document could not be read into statements (exit 4)
│   └── LanguageUnsupported   the reader does not know the document's language
├── DossierError              the store refused or failed (exit 5)
│   ├── NotADossier           the file is something else, or damaged
│   ├── DossierBusy           another process holds it
│   └── DossierFull           the disk has no room
├── AnchorError               offsets and words do not agree (exit 6)
│   ├── QuoteNotFound         the words do not stand in the text
│   └── QuoteAmbiguous        they stand in it more than once
└── DealError                 an instrument or a question about one is faulty (exit 7)
    └── InstrumentFaulty      a file has faults, each with its line and column
```
"""

from __future__ import annotations

_FAULTS_SHOWN = 12


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose.

    Args:
        problem: What happened, in a short sentence without a final full stop.
        item: The file, dossier, field or quote that it happened to.
        remedy: What the user can do next.
    """

    exit_code = 1

    def __init__(self, problem: str, *, item: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.item = item
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give the error as one line: item, problem, remedy."""
        head = f"{self.item}: {self.problem}" if self.item else self.problem
        return f"{head}. {self.remedy}" if self.remedy else head


class UsageError(DragomanError):
    """The call itself is wrong: an option's value, or options that exclude each other."""

    exit_code = 2


class SourceError(DragomanError):
    """An item could not be turned into a document."""

    exit_code = 3


class SourceMissing(SourceError):
    """The path does not exist, or this user may not open it."""


class SourceEmpty(SourceError):
    """The item holds nothing but blanks."""


class SourceNotText(SourceError):
    """The item is binary, or in an encoding that cannot be told."""


class SourceTooLarge(SourceError):
    """The item is larger than one document may be."""


class SourceBroken(SourceError):
    """The item is cut short, locked, or not what its format promises."""


class SourceRefused(SourceError):
    """The address is one that is not fetched, or did not answer as it should."""


class ReadingError(DragomanError):
    """A document could not be read into statements."""

    exit_code = 4


class LanguageUnsupported(ReadingError):
    """The document is in a language that the reader does not know."""


class DossierError(DragomanError):
    """The store refused a request or failed."""

    exit_code = 5


class NotADossier(DossierError):
    """The file is not a dossier, or is damaged."""


class DossierBusy(DossierError):
    """Another process is writing to the dossier."""


class DossierFull(DossierError):
    """The disk has no room for what was to be written."""


class AnchorError(DragomanError):
    """Offsets and words do not agree; the datum is not evidence."""

    exit_code = 6


class QuoteNotFound(AnchorError):
    """The words do not stand in the text."""


class QuoteAmbiguous(AnchorError):
    """The words stand in the text more than once, and nothing says which place is meant."""


class DealError(DragomanError):
    """An instrument file, or a question about one, is faulty."""

    exit_code = 7


class InstrumentFaulty(DealError):
    """An instrument file has faults, each with its line and column.

    Args:
        faults: The faults, one a line.
        item: The file.
    """

    def __init__(self, faults: tuple[str, ...], *, item: str) -> None:
        self.faults = faults
        shown = faults[:_FAULTS_SHOWN]
        more = f"; and {len(faults) - len(shown)} more" if len(faults) > len(shown) else ""
        count = f"{len(faults)} faults: " if len(faults) > 1 else ""
        super().__init__(f"{count}{'; '.join(shown)}{more}", item=item)
