"""The first pass over a text: which words are names, nationalities, offices, bodies, pronouns or papers.

Classes: `S` name of a state, organisation or group; `A` nationality; `C` capital; `T` seat of a government;
`W` coalition in small letters; `L` news outlet; `H` full name of an official; `N` run of capitals that the
registry does not know; `I` such a run that is an institute; `E` expert's occupation; `R` office of one; `r`
of several; `B` body; `Y` the parties as parties; `D` paper; `O` pronoun; `t` title; empty: nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.registry import Form, Registry
from dragoman.actors.tokens import Tokens

PARTY = frozenset("SACTWLI")
PARTY_NAMES = frozenset("SACTW")
HEADS = frozenset("ERrBY")
_OPENERS = frozenset({
    "university", "institute", "institution", "college", "school", "academy", "center", "centre", "council",
    "foundation", "endowment", "association", "society", "forum", "federation", "faculty", "observatory", "network",
    "campaign", "citizens", "friends", "bureau", "organization", "organisation",
})  # fmt: skip
_LEARNED = frozenset({"university", "institute", "college", "school", "academy", "foundation"})
"""Institutes that are one even after a capital's name (`Georgetown University`)."""

_JOINTS = frozenset({"of", "for", "on", "and", "&", "at", "in", "the", "to"})
_LONGEST_NAME = 9
_DIVIDED = (
    (frozenset({"north", "south", "korea"}), "north korea", "south korea"),
    (frozenset({"north", "south", "koreas"}), "north korea", "south korea"),
    (frozenset({"pyongyang", "seoul"}), "north korea", "south korea"),
    (frozenset({"south", "north", "sudan", "khartoum"}), "sudan", "south sudan"),
)
"""Words that all stand in a document about a divided land, and what its North and its South are called."""


class Atoms:
    """The atoms of one text, as parallel lists over its tokens.

    Attributes:
        cls: Class of the atom that begins at a token, or "".
        end: Token after it.
        ref: Index of its registry entry, or -1.
    """

    __slots__ = ("cls", "end", "ref")

    def __init__(self, tokens: Tokens, registry: Registry, lexicon: Lexicon) -> None:
        size = len(tokens)
        self.cls = [""] * size
        self.end = [0] * size
        self.ref = [-1] * size
        _Scan(tokens, registry, lexicon, self).run()


class _Scan:
    """One scan: what it reads and where it writes."""

    __slots__ = ("atoms", "halves", "lexicon", "low", "registry", "tokens", "word")
    _ranks = frozenset(
        {"general", "colonel", "major", "captain", "lieutenant", "sergeant", "admiral", "father", "lord", "marshal"}
    )

    def __init__(self, tokens: Tokens, registry: Registry, lexicon: Lexicon, atoms: Atoms) -> None:
        self.tokens = tokens
        self.registry = registry
        self.lexicon = lexicon
        self.atoms = atoms
        self.word = tokens.word
        self.low = tokens.low
        self.halves = self._halves()

    def run(self) -> None:
        """Mark every token."""
        institutes = self._institutes()
        i, size = 0, len(self.tokens)
        while i < size:
            if i in institutes:
                i = self._mark(i, institutes[i], "I", -1)
                continue
            initial = self.word[i][0]
            if not initial.isalnum():
                i += 1
            elif initial.isupper() or initial.isdigit():
                i = self._capital(i)
            else:
                i = self._small(i)

    def _mark(self, i: int, end: int, cls: str, ref: int) -> int:
        """Set the atom at a token and give the token after it."""
        self.atoms.cls[i], self.atoms.end[i], self.atoms.ref[i] = cls, end, ref
        return end

    def _capital(self, i: int) -> int:
        """Mark a word with a capital or a number."""
        low = self.low[i]
        if low in self.halves and self._half(i):
            return self._mark(i, i + 1, "S", self.halves[low])
        title = self._title(i)
        if title:
            return title
        form = self._form(i)
        if form is not None and not self._given_name_here(i, form[0]):
            return self._mark(i, *form)
        if low in self.lexicon.pronouns and (low != "us" or self.word[i] != "US"):
            return self._mark(i, i + 1, "O", -1)
        phrase = self._phrase(i)
        if phrase is not None and not (phrase[0] == i + 1 and self._given_name_here(i, i + 1)):
            return self._mark(i, *phrase)
        return self._name(i)

    def _small(self, i: int) -> int:
        """Mark a word in small letters."""
        low = self.low[i]
        if low in self.lexicon.pronouns:
            return self._mark(i, i + 1, "O", -1)
        form = self._form(i)
        if form is not None:
            return self._mark(i, *form)
        phrase = self._phrase(i)
        if phrase is not None:
            return self._mark(i, *phrase)
        if low in self.lexicon.titles and self._capital_at(i + 1):
            return self._title(i) or i + 1
        if low in self.lexicon.particles:
            return self._particle_name(i)
        return i + 1

    def _halves(self) -> dict[str, int]:
        """Tell which states "the North" and "the South" are here: where one pair of them is the document's matter."""
        words = set(self.low)
        for marks, north, south in _DIVIDED:
            if marks <= words:
                return {"north": self.registry.parties[north], "south": self.registry.parties[south]}
        return {}

    def _half(self, i: int) -> bool:
        """Tell whether a word is "North" or "South" as a state's name: after `the`, and no other name's first word."""
        if not i or self.low[i - 1] != "the" or not self.word[i][0].isupper():
            return False
        return not self._capital_at(i + 1) and (i + 1 >= len(self.low) or self.low[i + 1] not in {"of", "-"})

    def _particle_name(self, i: int) -> int:
        """Mark a surname that begins with small letters, if the registry has it (`von der Leyen`)."""
        j = i + 1
        while j < len(self.low) and self.low[j] in self.lexicon.particles and j - i < 3:
            j += 1
        if j < len(self.low) and self._capital_at(j) and " ".join(self.low[i : j + 1]) in self.registry.surnames:
            return self._mark(i, j + 1, "N", -1)
        return i + 1

    def _title(self, i: int) -> int:
        """Mark a title that stands before a name; 0 where there is none."""
        low = self.low[i]
        if low not in self.lexicon.titles:
            return 0
        end = i + 1
        if end < len(self.low) and self.low[end] == "." and low not in {"u", "daw"}:
            end += 1
        if not self._capital_at(end) or (low == "u" and self.low[i + 1] == "."):
            return 0
        if (
            end == i + 1
            and low in self._ranks
            and (self._form(end) or self._phrase(end))
            and not self._given_name_here(end, end + 1)
        ):
            return 0
        return self._mark(i, end, "t", -1)

    def _capital_at(self, i: int) -> bool:
        """Tell whether a token of the same sentence begins with a capital."""
        return (
            i < len(self.word) and self.word[i][0].isupper() and self.tokens.sentence[i] == self.tokens.sentence[i - 1]
        )

    def _form(self, i: int) -> tuple[int, str, int] | None:
        """Find the longest registry form at a token."""
        word = self.word
        options = self.registry.forms.get(word[i])
        if options is None and len(word[i]) > 4 and word[i].isupper():
            options = self.registry.forms.get(word[i].capitalize())
        if options is None and not word[i].islower():
            options = self._coalition_forms(i)
        for rest, cls, ref in options or ():
            end = i + 1 + len(rest)
            if not rest or word[i + 1 : end] == rest or (cls == "W" and self.low[i + 1 : end] == rest):
                if rest and self.tokens.paragraph[end - 1] != self.tokens.paragraph[i]:
                    continue
                return end, cls, ref
        return None

    def _coalition_forms(self, i: int) -> Sequence[Form]:
        """Give forms in small letters for a word with a capital (`World powers`)."""
        return tuple(form for form in self.registry.forms.get(self.low[i], ()) if form[1] == "W")

    def _phrase(self, i: int) -> tuple[int, str, int] | None:
        """Find the longest office, body or paper at a token."""
        low = self.low
        for rest, cls in self.lexicon.phrases.get(low[i], ()):
            end = i + 1 + len(rest)
            if not rest or tuple(low[i + 1 : end]) == rest:
                return end, cls, -1
        return None

    def _given_name_here(self, i: int, end: int) -> bool:
        """Tell whether a word that means something else is a given name before a surname here."""
        if end != i + 1 or self.low[i] not in self.lexicon.given or not self._capital_at(end):
            return False
        after = self.low[end]
        return after not in self.lexicon.stops and self._form(end) is None

    def _name(self, i: int) -> int:
        """Mark a run of capitals."""
        low, word, lexicon = self.low, self.word, self.lexicon
        if not word[i][0].isupper() or (low[i] in lexicon.stops and not self._given_name_here(i, i + 1)):
            return i + 1
        j = i + 1
        if len(word[i]) == 1 and j < len(word) and low[j] == ".":
            j += 1
            if not self._capital_at(j):
                return i + 1
        while j - i < _LONGEST_NAME:
            step = self._more_of_name(j)
            if not step:
                break
            j += step
        if low[j - 1] in lexicon.places and j - i > 1 and not (j - i == 2 and low[i] in lexicon.given):
            return j
        return self._mark(i, j, "N", -1)

    def _more_of_name(self, j: int) -> int:
        """Give how many further tokens belong to a run of capitals, 0 where it ends."""
        tokens, low, word = self.tokens, self.low, self.word
        if j >= len(word) or tokens.sentence[j] != tokens.sentence[j - 1]:
            return 0
        if (
            low[j] in self.lexicon.particles
            and j + 1 < len(word)
            and (self._capital_at(j + 1) or low[j + 1] in self.lexicon.particles)
        ):
            return 1 if word[j - 1] != "." and self._plain_name_word(j + 1) else 0
        if (
            len(word[j]) == 1
            and word[j].isupper()
            and j + 1 < len(word)
            and low[j + 1] == "."
            and self._capital_at(j + 2)
        ):
            return 2
        if len(word[j - 1]) > 4 and word[j - 1].isupper() and not word[j].isupper():
            return 0  # a word of a caption in capitals ends before the name that follows
        if not word[j][0].isupper() and not (word[j].startswith(("al-", "el-", "ul-")) and len(word[j]) > 4):
            return 0
        return 1 if self._plain_name_word(j) else 0

    def _plain_name_word(self, j: int) -> bool:
        """Tell whether a word may stand in a name."""
        low = self.low[j]
        if low in self.lexicon.particles:
            return True
        if low in self.lexicon.given:
            return True
        if low in self.lexicon.stops or low in self.lexicon.titles:
            return False
        form = self._form(j)
        return (
            form is None
            or form[1] == "H"
            or (form[1] in "AS" and form[0] == j + 1 and self.low[j] in {"jordan", "said", "chad"})
        )

    def _institutes(self) -> dict[int, int]:
        """Find runs of capitals around a word like University, Institute or Group."""
        found: dict[int, int] = {}
        last = 0
        for i, low in enumerate(self.low):
            if i < last or low not in self.lexicon.institutes or not self.word[i][0].isupper():
                continue
            left = self._institute_left(i, last)
            right = self._institute_right(i)
            if self._no_institute(i, left, right):
                continue
            if right - left > 1 and not self._leads_to_name(left, right) and not self._grammatical(left, i, right):
                found[left] = right
                last = right
        return found

    def _institute_left(self, i: int, floor: int) -> int:
        """Give the first token of an institute's name."""
        tokens, left = self.tokens, i
        while left > floor and tokens.sentence[left - 1] == tokens.sentence[i]:
            word = self.word[left - 1]
            if (
                word[0].isupper()
                and word.lower() not in {"the", "a", "an", "in", "at", "by"}
                and self.low[left - 1] not in self.lexicon.titles
            ):
                left -= 1
            elif (
                self.low[left - 1] in {"of", "for", "and", "&"}
                and left - 2 > floor
                and self.word[left - 2][0].isupper()
                and self.low[left - 2] in self.lexicon.institutes
            ):
                left -= 2
            else:
                break
        while left < i and (
            self.low[left] in self.lexicon.determiners
            or self.low[left] in self.lexicon.verbs
            or self.low[left] in self.lexicon.pronouns
        ):
            left += 1
        return left

    def _institute_right(self, i: int) -> int:
        """Give the token after an institute's name."""
        tokens, right = self.tokens, i + 1
        size = len(tokens)
        opener = self.low[i] in _OPENERS
        joined = False
        while right < size and tokens.sentence[right] == tokens.sentence[i] and right - i < 12:
            if self.word[right][0].isupper() and self.low[right] not in self.lexicon.verbs:
                if self._person_begins(right, known=right == i + 1 and self.low[i] in _LEARNED):
                    break
                opener = opener or self.low[right] in _OPENERS
                right += 1
                continue
            joint = right
            while joint < size and self.low[joint] in _JOINTS and joint - right < 2:
                joint += 1
            if (
                opener
                and right < joint < size
                and self._capital_at(joint)
                and self.low[right] != "to"
                and not (self.low[right] in {"and", "in", "at"} and right == i + 1)
                # What stands in a town or region after "University of X" is where it is, not what it is called.
                and not (self.low[right] in {"in", "on"} and (joined or self._place(joint)))
            ):
                joined = True
                right = joint + 1
                continue
            break
        return right

    def _person_begins(self, i: int, *, known: bool) -> bool:
        """Tell whether an official's full name begins at a token, or any given name before a surname."""
        form = self._form(i)
        if form is not None or known:
            return form is not None and form[1] == "H"
        return self.low[i] in self.lexicon.given and self._capital_at(i + 1)

    def _leads_to_name(self, left: int, right: int) -> bool:
        """Tell whether a run of capitals holds an office and is followed by, or runs into, a person's name."""
        if right >= len(self.low) or not self._capital_at(right):
            return False
        return any((phrase := self._phrase(at)) is not None and phrase[1] in "RE" for at in range(left, right))

    def _place(self, i: int) -> bool:
        """Tell whether a state or capital begins at a token."""
        form = self._form(i)
        return form is not None and form[1] in PARTY_NAMES

    def _grammatical(self, left: int, head: int, right: int) -> bool:
        """Tell whether the run is a nation's body or office, which the phrase grammar reads itself."""
        if right != head + 1:
            form = self._form(left)
            return form is not None and form[0] >= right
        if self._form_covers(left, right):
            return True
        if self.low[head] in _LEARNED or (self._phrase(head) is None and self.low[head] != "party"):
            return False
        return self._body_words(left, head, right)

    def _no_institute(self, i: int, left: int, right: int) -> bool:
        """Tell whether a word that can head an institute does not: the White House, `International Affairs`."""
        low = self.low[i]
        if low == "house":
            return i > 0 and (
                self.low[i - 1] in {"white", "blue"} or (i + 1 == right and self._form_covers(left, right))
            )
        if low != "international":
            return False
        if i + 1 == right and self._form_covers(left, right):
            return True
        return left == i and not any(word in self.lexicon.institutes for word in self.low[i + 1 : right])

    def _body_words(self, left: int, head: int, right: int) -> bool:
        """Tell whether only names of parties, offices and modifiers stand before the head of a run."""
        at = left
        while at < head:
            form, phrase = self._form(at), self._phrase(at)
            if form is not None:
                at = form[0]
            elif phrase is not None and phrase[0] >= right:
                return True
            elif (
                phrase is not None
                or self.low[at] in self.lexicon.modifiers
                or "-" in self.low[at]
                or self.low[at] == "'s"
            ):
                at += 1
            else:
                return False
        return True

    def _form_covers(self, left: int, right: int) -> bool:
        """Tell whether one registry form is the whole run, or ends it."""
        for at in range(left, right):
            form = self._form(at)
            if form is not None and form[0] >= right and form[1] in "STWLM":
                return True
        return False
