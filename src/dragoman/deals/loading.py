"""From an instrument file to an instrument that has been checked."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dragoman.deals.checks import Finding, check_instrument
from dragoman.deals.model import Instrument
from dragoman.deals.yamlfile import MAX_BYTES, Place, YamlFile, parse_yaml
from dragoman.errors import DealError, InstrumentFaulty


def library_names() -> tuple[str, ...]:
    """Give the names of the instruments that come with Dragoman."""
    folder = resources.files("dragoman.deals") / "library"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


def open_instrument(name: str | Path) -> Instrument:
    """Give an instrument by path, or by its name in the library.

    Raises:
        DealError: If there is no such file or instrument, or it is faulty.
    """
    text, label = source_of(name)
    return load_instrument(text, name=label)


def source_of(name: str | Path) -> tuple[str, str]:
    """Give the text of an instrument file and how messages call it.

    Raises:
        DealError: If there is no such file or instrument, or it cannot be read.
    """
    path = Path(name)
    if path.is_file():
        return _read(path), str(name)
    if str(name) in library_names():
        file = resources.files("dragoman.deals") / "library" / f"{name}.yaml"
        return file.read_text(encoding="utf-8"), f"{name}.yaml"
    raise DealError(
        "no such file, and no instrument of that name in the library",
        item=str(name),
        remedy="`dragoman deal library` lists what comes with Dragoman.",
    )


def load_instrument(text: str, *, name: str) -> Instrument:
    """Read an instrument from YAML and check it.

    Args:
        text: The YAML document.
        name: The file's name for messages.

    Raises:
        InstrumentFaulty: With line and column of each fault, if the file cannot be relied on.
        DealError: If the text is no YAML.
    """
    instrument, findings = examine(text, name=name)
    faults = [finding for finding in findings if finding.fault]
    if faults:
        raise InstrumentFaulty(tuple(str(finding) for finding in faults), item=name)
    return instrument


def examine(text: str, *, name: str) -> tuple[Instrument, tuple[Finding, ...]]:
    """Read an instrument and give it with everything that was found wrong or doubtful, each with its place.

    Raises:
        InstrumentFaulty: If the text does not fit the schema.
        DealError: If it is no YAML.
    """
    file = parse_yaml(text, name=name)
    try:
        instrument = Instrument.model_validate(file.data)
    except ValidationError as error:
        raise InstrumentFaulty(tuple(_schema_faults(error, file)), item=name) from error
    found = check_instrument(instrument)
    placed = [finding.at(_place(file, finding)) for finding in found]
    return instrument, tuple(sorted(placed, key=lambda finding: (finding.line, finding.column, finding.problem)))


def _place(file: YamlFile, finding: Finding) -> Place:
    """Give the place of a finding: of the word at fault, or of what holds it."""
    twice = "two " in finding.problem[:4]
    return file.place_of(finding.word, finding.path, last=twice) if finding.word else file.place(finding.path)


def _read(path: Path) -> str:
    """Read a file that should be text of a reasonable size."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DealError(f"the file is larger than {MAX_BYTES:,} bytes", item=str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DealError("the file is not UTF-8 text", item=str(path), remedy="Save it as UTF-8.") from error
    except OSError as error:
        raise DealError(f"the file cannot be read ({error.strerror})", item=str(path)) from error


def _schema_faults(error: ValidationError, file: YamlFile) -> list[str]:
    """Say each fault with its place and the path that leads there."""
    faults = []
    for fault in error.errors(include_url=False):
        path = tuple(fault["loc"])
        dotted = ".".join(str(part) for part in path) or "the file"
        faults.append(f"{file.place(path)}: {dotted}: {_plainly(fault)}")
    return faults


def _plainly(fault: ErrorDetails) -> str:
    """Say a schema fault in the words of somebody who writes a file, not a program."""
    plain = {
        "missing": "this field is missing",
        "extra_forbidden": "there is no such field here (see `dragoman deal new` for those that there are)",
        "model_type": "this should have fields of its own, as in {name: …}",
        "dict_type": "this should have fields of its own, as in {name: …}",
        "tuple_type": "this should be a list, as in [one, two]",
        "bool_parsing": "this should be yes, no or unknown",
        "bool_type": "this should be yes, no or unknown",
        "string_type": "this should be words; put quotation marks around a number",
        "string_pattern_mismatch": "a name here has only small letters, digits, - and _",
    }
    message = str(fault["msg"]).removeprefix("Value error, ")
    return plain.get(fault["type"], f"{message[0].lower()}{message[1:]}")
