"""Which phrase is a subject, who speaks, what stands in apposition, what is joined by "and"."""

from __future__ import annotations

from dragoman.actors.atoms import Atoms
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.people import Person
from dragoman.actors.phrase import Phrase
from dragoman.actors.tokens import Tokens

_BEFORE_SUBJECT = frozenset(
    [
        ",",
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        ":",
        ";",
        "-",
        "—",
        "–",
        "(",
        ")",
        "and",
        "but",
        "or",
        "that",
        "while",
        "as",
        "because",
        "if",
        "whether",
        "when",
        "where",
        "which",
        "since",
        "though",
        "although",
        "so",
        "yet",
        "then",
        "meanwhile",
        "however",
        "after",
        "before",
        "until",
        "unless",
        "than",
    ]
)
_ADVERBS = frozenset({
    "also", "later", "repeatedly", "recently", "earlier", "now", "then", "still", "never", "not", "again", "only",
    "even", "meanwhile", "separately", "both", "all", "themselves", "himself", "herself", "itself", "too", "in",
    "on", "at",
})  # fmt: skip
_FARTHEST_VERB = 30
_WORKING_AT = frozenset({"of", "from", "at", "with"})
_BEFORE_EMPLOYER = frozenset({"at", "of", "for", "with", "the", "from", "'s"})
_OCCUPIED = frozenset({"heads", "leads", "directs", "runs", "teaches", "works", "studies", "founded"})
_JOINERS = frozenset({"and", "&", "or", "nor"})


def _subject_matter(role: Phrase, owner: Phrase) -> bool:
    """Tell whether an owner is what an expert knows about (`an Iran expert`), not whom the expert serves."""
    return role.cls == "E" and owner.cls in {"S", "C"} and owner.j == role.head


class Syntax:
    """Marks phrases of one document with what a parser would tell of them."""

    __slots__ = ("atoms", "groups", "lexicon", "phrases", "tokens")

    def __init__(self, tokens: Tokens, atoms: Atoms, phrases: list[Phrase], lexicon: Lexicon) -> None:
        self.tokens, self.atoms, self.phrases, self.lexicon = tokens, atoms, phrases, lexicon
        self.groups: dict[int, list[Phrase]] = {}
        self._appositions()
        self._join()
        for phrase in phrases:
            self._mark(phrase)

    def group(self, phrase: Phrase) -> list[Phrase]:
        """Give the phrases joined with a phrase by "and", itself among them."""
        return self.groups.get(phrase.i, [phrase])

    def _appositions(self) -> None:
        """Link "X, the Y of Z," and "the Y of Z, X," as one person."""
        low, tokens = self.tokens.low, self.tokens
        for left, right in zip(self.phrases, self.phrases[1:], strict=False):
            if tokens.sentence[left.i] != tokens.sentence[right.i]:
                continue
            between = low[left.j : right.i]
            if between not in (
                [","],
                ["("],
                ["-"],
                ["—"],
                [",", "who", "is"],
                [",", "who", "was"],
                ["who", "is"],
                [",", "now"],
                [",", "currently"],
                [",", "then"],
            ):
                if left.person is not None:
                    self._long_apposition(left)
                continue
            if left.kind == "name" and right.kind in {"role", "body"} and not right.plural and self._closes(right):
                self._tell(left, right)
            elif (
                left.kind == "role"
                and not left.plural
                and right.kind == "name"
                and self._closes(right)
                and right.person is not None
            ):
                self._tell(right, left)
            elif left.person is not None:
                self._long_apposition(left)
        if self.phrases and self.phrases[-1].person is not None:
            self._long_apposition(self.phrases[-1])

    def _closes(self, phrase: Phrase) -> bool:
        """Tell whether an apposition ends after a phrase."""
        j, low = phrase.j, self.tokens.low
        return (
            j >= len(low)
            or low[j] in {",", ".", ")", "-", "—", ";", "and", ":", "who", "which", "that"}
            or self.lexicon.finite(low[j])
            or low[j] in self.lexicon.prepositions
        )

    def _tell(self, name: Phrase, role: Phrase) -> None:
        """Let a role phrase say who a person is."""
        role.same_as = name
        person = name.person
        if person is None:
            return
        if role.kind == "role":
            person.role = person.role or " ".join(self.tokens.low[role.head : role.head_end])
            person.expert = person.expert or role.cls == "E"
        if not person.owners:
            person.owners.extend(owner for owner in role.owners if not _subject_matter(role, owner))
        if (person.role and not person.owners) or person.expert:
            self._long_apposition(name)

    def _long_apposition(self, name: Phrase) -> None:
        """Look for occupation and institute in "X, an associate professor and … expert at the University of Y,"."""
        tokens, atoms, low = self.tokens, self.atoms, self.tokens.low
        person = name.person
        if person is None or (person.owners and not person.expert) or name.j >= len(tokens):
            return
        opener = low[name.j]
        if opener not in {",", "(", "-", "—", "who"} and opener not in _WORKING_AT:
            return
        at = name.j if opener in _WORKING_AT else name.j + 1
        occupied, works = False, opener in _WORKING_AT - {"with"}
        last = min(len(tokens), name.j + _FARTHEST_VERB)
        while at < last and tokens.sentence[at] == tokens.sentence[name.i]:
            cls = atoms.cls[at]
            if cls in {"R", "E"}:
                occupied = True
                person.role = person.role or " ".join(low[at : atoms.end[at]])
                person.expert = person.expert or cls == "E"
            elif low[at] in _OCCUPIED:
                occupied = True
            elif (
                self._employer(at, person, occupied=occupied, works=works)
                or low[at] in {"said", "says", "told", "added", "wrote"}
                or (low[at] == "," and works and not occupied)
            ):
                return
            at = max(at + 1, atoms.end[at] if cls else 0)

    def _employer(self, at: int, person: Person, *, occupied: bool, works: bool) -> bool:
        """Take the institute at a token for a person's own, where the words before it say so."""
        cls, end, before = self.atoms.cls[at], self.atoms.end[at], self.tokens.low[at - 1]
        if cls == "I" and (occupied or works) and (not person.owners or person.expert):
            person.owners[:] = [Phrase(at, end, "institute", at, end, cls="I", outer=False)]
            return True
        if person.owners:
            return False
        if cls == "N" and (occupied or works) and before in {"at", "with"}:
            person.owners.append(Phrase(at, end, "institute", at, end, cls="I", outer=False))
            return True
        if cls in {"L", "S"} and (occupied or works) and before in _BEFORE_EMPLOYER and (cls == "S" or person.expert):
            person.owners.append(Phrase(at, end, "party", at, end, ref=self.atoms.ref[at], cls=cls, outer=False))
            return True
        return False

    def _join(self) -> None:
        """Find lists: "Israel and Hamas", "Egypt, Qatar and the United States"."""
        low = self.tokens.low
        run: list[Phrase] = []
        commas = False
        for phrase in self.phrases:
            if run and self._joined(run[-1], phrase):
                link = [word for word in low[run[-1].j : phrase.i] if word in _JOINERS or word == "as"]
                run.append(phrase)
                if link:
                    self._keep(run)
                    commas = True
                continue
            run = [phrase]
            commas = False
        del commas

    def _joined(self, left: Phrase, right: Phrase) -> bool:
        """Tell whether only a comma or "and" stands between two phrases of one sort."""
        if (
            self.tokens.sentence[left.i] != self.tokens.sentence[right.i]
            or right.same_as is left
            or left.same_as is right
        ):
            return False
        between = [word for word in self.tokens.low[left.j : right.i] if word not in {"the", "both", "well", "also"}]
        if between not in (
            [","],
            ["and"],
            [",", "and"],
            ["&"],
            ["or"],
            ["as", "as"],
            [",", "as", "as"],
            ["along", "with"],
            [",", "along", "with"],
            ["/"],
        ):
            return False
        bad = {"pronoun", "paper", "sides"}
        if left.kind in bad or right.kind in bad:
            return False
        return not (between == [","] and left.kind != right.kind and "role" in {left.kind, right.kind})

    def _keep(self, run: list[Phrase]) -> None:
        """Remember a list under each of its members."""
        members = list(run)
        for member in members:
            self.groups[member.i] = members

    def _mark(self, phrase: Phrase) -> None:
        """Tell whether a phrase is a subject, and whether it speaks."""
        low, tokens, lexicon = self.tokens.low, self.tokens, self.lexicon
        i = phrase.i
        same = i > 0 and tokens.sentence[i - 1] == tokens.sentence[i]
        before = low[i - 1] if same else ""
        verb = self._verb_after(phrase)
        if before == "to" and i > 1 and low[i - 2] == "according":
            phrase.speaks = phrase.subject = True
            return
        free = (
            not before
            or before in _BEFORE_SUBJECT
            or (before in lexicon.reporting and bool(verb))
            or before.endswith("ly")
            or before in lexicon.auxiliaries
        )
        group = self.groups.get(phrase.i)
        if group and group[0] is not phrase:
            phrase.subject, phrase.speaks = (
                group[0].subject,
                group[0].speaks or (bool(verb) and group[0].subject and verb in lexicon.reporting),
            )
            if verb in lexicon.reporting and group[0].subject:
                group[0].speaks = True
            return
        phrase.subject = free and bool(verb)
        phrase.speaks = phrase.subject and verb in lexicon.reporting
        if (
            not phrase.speaks
            and before
            in {
                "said",
                "says",
                "added",
                "explained",
                "wrote",
                "told",
                "adds",
                "warned",
                "insisted",
                "asked",
                "noted",
                "stressed",
                "argued",
            }
            and self._ends_clause(phrase)
        ):
            phrase.speaks = phrase.subject = True

    def _ends_clause(self, phrase: Phrase) -> bool:
        """Tell whether a phrase after "said" ends the clause, as an inverted subject does."""
        j, low = phrase.j, self.tokens.low
        return (
            j >= len(low)
            or self.tokens.sentence[j] != self.tokens.sentence[phrase.i]
            or low[j] in {",", ".", ";", "in", "on", "at", "of", "during", "after", "-", "—", "(", "who"}
            or not self.lexicon.finite(low[j])
        )

    def _verb_after(self, phrase: Phrase) -> str:
        """Give the finite verb that follows a phrase, over an apposition; "" where none does."""
        low, lexicon = self.tokens.low, self.lexicon
        group = self.groups.get(phrase.i)
        at = self._over_aside(group[-1].j if group and group[0] is phrase else phrase.j, phrase)
        last = min(len(low), at + _FARTHEST_VERB)
        for k in range(at, min(last, at + 4)):
            word = low[k]
            if self.tokens.sentence[k] != self.tokens.sentence[phrase.i]:
                return ""
            if word in lexicon.verbs or (lexicon.finite(word) and word not in _ADVERBS):
                ahead = low[k + 1 : min(last, k + 4)] if word in lexicon.auxiliaries else []
                return next((verb for verb in ahead if verb in lexicon.verbs), word)
            if not (word in _ADVERBS or word.endswith(("ly", "day"))):
                return ""
        return ""

    def _over_aside(self, at: int, phrase: Phrase) -> int:
        """Give the token after an aside that begins at a token and is closed before a verb; else past the text."""
        low, tokens = self.tokens.low, self.tokens
        sentence, size = tokens.sentence[phrase.i], len(tokens)
        if at >= size or low[at] not in {",", "(", "-", "—", "–"} or tokens.sentence[at] != sentence:
            return at
        closer = ")" if low[at] == "(" else low[at]
        for k in range(at + 1, min(size, at + _FARTHEST_VERB) - 1):
            if tokens.sentence[k + 1] != sentence:
                break
            if low[k] == closer and self._verb_at(k + 1):
                return k + 1
        return size

    def _verb_at(self, k: int) -> bool:
        """Tell whether a finite verb stands at a token, or after one adverb there."""
        low, finite = self.tokens.low, self.lexicon.finite
        return finite(low[k]) or (k + 1 < len(low) and low[k] in _ADVERBS and finite(low[k + 1]))
