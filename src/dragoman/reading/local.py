"""The local reader: one small encoder and the rules around it, offline, the same answer every time."""

from __future__ import annotations

import hashlib
from collections import deque
from importlib import resources
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.actors import Cast
from dragoman.errors import LanguageUnsupported, ReadingError
from dragoman.reading.assembling import Layers, asked_of, assemble, in_order, name_all
from dragoman.reading.attributions import Attribution, attributions_in
from dragoman.reading.confidence import Calibration
from dragoman.reading.encoder import Encoder, OnnxEncoder
from dragoman.reading.judging import kind_scores
from dragoman.reading.naming import places_of
from dragoman.reading.positions import Position, positions_in
from dragoman.reading.selecting import readable_lines, without_title_repeats
from dragoman.reading.spotting import Spotted, spotted_position, statements_in
from dragoman.reading.subject import Subject, stretches
from dragoman.reading.terms import Context, read_meetings
from dragoman.reading.windows import load_tokenizer, text_lines, windows_of
from dragoman.reading.wording import WordModel
from dragoman.record import Document, Reading
from dragoman.settings import Settings

LANGUAGES = frozenset({"en"})
VERSION = "local-1"
FILES = ("reader.onnx", "tokenizer.json", "words.json", "words.npz", "subject.json")


class LocalReader:
    """Reads English coverage with the shipped model.

    Args:
        encoder: Gives the columns of `dragoman.reading.layout`.
        tokenizer: The encoder's own.
        words: What words say of acts and issues.
        subject: Tells articles that bear on a negotiation from others; without it all are read.
        name: What readings are signed with.
        calibration: Turns raw chances into confidence.
    """

    def __init__(  # noqa: PLR0913 - the parts of the model, each of which training swaps for another
        self,
        encoder: Encoder,
        tokenizer: Tokenizer,
        words: WordModel,
        calibration: Calibration,
        *,
        subject: Subject | None = None,
        name: str = VERSION,
    ) -> None:
        self.name = name
        self._subject = subject
        self._encoder = encoder
        self._tokenizer = tokenizer
        self._words = words
        self._calibration = calibration

    def read(self, document: Document) -> Reading:
        """Read one document into statements and meetings; none where it bears on no negotiation.

        Raises:
            LanguageUnsupported: If the document is known to be in another language than English.
        """
        _require_language(document)
        layers = self._layers(document)
        if layers is None:
            return Reading(source=document.source, reader=self.name)
        named = name_all(layers)
        judged = kind_scores(document.text, asked_of(named), self._encoder, self._tokenizer)
        statements = without_title_repeats(document, assemble(layers, named, judged))
        meetings = read_meetings(layers.context, places_of(layers.cast))
        return Reading(source=document.source, reader=self.name, statements=tuple(statements), meetings=tuple(meetings))

    def attributions(self, text: str) -> list[Attribution]:
        """Read the bare layer of a text: every attribution, whatever it is about."""
        windows = windows_of(text, text_lines(text), self._tokenizer)
        found: list[Attribution] = []
        for window, scores in zip(windows, self._encoder.scores(windows), strict=True):
            found += attributions_in(text, window, scores)
        return found

    def _layers(self, document: Document) -> Layers | None:
        """Give all that stands in the stretches that bear on a negotiation; None where none does."""
        text, lines = document.text, readable_lines(document)
        cast: Cast | None = None
        positions: deque[Position] = deque()
        spotted: list[Spotted] = []
        attributions: list[Attribution] = []
        for stretch in stretches(windows_of(text, lines, self._tokenizer)):
            scores = list(self._encoder.scores(stretch))
            if self._subject is not None and not self._subject.bears(scores):
                continue
            if cast is None:
                cast = Cast.of(text, when=document.source.date, passages=document.passages)
                positions.extend(positions_in(text, lines, cast))
            for window, rows in zip(stretch, scores, strict=True):
                spotted += statements_in(text, window, rows)
                attributions += attributions_in(text, window, rows)
                low, high = window.reach
                while positions and positions[0].start < high:
                    position = positions.popleft()
                    if position.start >= low:
                        spotted.append(spotted_position(window, rows, position))
        if cast is None:
            return None
        context = Context.of(document)
        return Layers(document, in_order(spotted), tuple(attributions), cast, context, self._words, self._calibration)


def load_reader(settings: Settings | None = None) -> LocalReader:
    """Load the local reader with the shipped model, or the one that the settings name.

    Raises:
        ReadingError: If the model's files are not there.
    """
    chosen = settings or Settings()
    folder = chosen.model or Path(str(resources.files("dragoman.reading") / "model"))
    if not all((folder / name).is_file() for name in FILES):
        remedy = "Install the package again, or set DRAGOMAN_MODEL to a folder with " + ", ".join(FILES) + "."
        raise ReadingError("the reader's model is not there", item=str(folder), remedy=remedy)
    encoder = OnnxEncoder(folder / FILES[0], threads=chosen.threads)
    calibration = Calibration.load(folder / "calibration.json")
    words = WordModel.load(folder)
    subject = Subject.load(folder / FILES[4])
    tokenizer = load_tokenizer(folder / FILES[1])
    return LocalReader(encoder, tokenizer, words, calibration, subject=subject, name=_signature(folder))


def _signature(folder: Path) -> str:
    """Name the reader by its rules and its model, so that a dossier can tell readings apart."""
    digest = hashlib.sha256()
    for name in (*FILES, "calibration.json"):
        if (folder / name).is_file():
            digest.update((folder / name).read_bytes())
    return f"{VERSION}-{digest.hexdigest()[:8]}"


def _require_language(document: Document) -> None:
    language = document.source.language
    if language is not None and language.value.split("-")[0] not in LANGUAGES:
        raise LanguageUnsupported(
            f"the text is in {language.value!r}, and the local reader reads English",
            item=document.source.address,
            remedy="Give an English version of it, or leave it out; it is kept as a source all the same.",
        )
