"""Train the reader's network: `python training/train.py --help`.

Stage one learns attributions from PolNeAR; stage two learns statements from the annotated articles
while going over part of PolNeAR again, so that nothing learned first is lost.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpora import Article, Attribution, annotated, further, is_held_out, labelled, polnear, written
from dragoman.reading.attributions import attributions_in
from dragoman.reading.layout import ACTS, ISSUES
from dragoman.reading.windows import load_tokenizer, text_lines, windows_of
from examples import IGNORE, Example, as_negative, bearing, examples_of, judged_examples, of_no_issue
from network import Network
from swapping import swapped

TAUGHT = 0.5
"""What a teacher's chances count for beside the annotation; where there is none, they stand alone."""


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffle, then group windows of like length so that little is padded."""
    order = examples[:]
    rng.shuffle(order)
    pools = [order[at : at + size * 20] for at in range(0, len(order), size * 20)]
    out = []
    for pool in pools:
        pool.sort(key=lambda e: len(e.window.ids))
        out += [pool[at : at + size] for at in range(0, len(pool), size)]
    rng.shuffle(out)
    return out


def tensors(batch: list[Example]) -> dict[str, object]:
    """Pad a batch and stack its labels."""
    longest = max(len(e.window.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    tags: dict[str, Tensor] = {}
    for name in {name for e in batch for name in e.tags}:
        tags[name] = torch.full((len(batch), longest), IGNORE, dtype=torch.long)
    bears = torch.tensor([0.5 if e.bears is None else float(e.bears) for e in batch])
    out: dict[str, object] = {"ids": ids, "mask": mask, "tags": tags, "bears": bears}
    links = []
    cue_starts = torch.zeros(len(batch), longest, dtype=torch.bool)
    source_starts = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, e in enumerate(batch):
        ids[row, : len(e.window.ids)] = torch.tensor(e.window.ids)
        mask[row, : len(e.window.ids)] = 1
        for name, values in e.tags.items():
            tags[name][row, : len(values)] = torch.tensor(values)
        for piece, cue, is_source in e.links:
            links.append((row, piece, cue, is_source))
            cue_starts[row, cue] = True
            if is_source:
                source_starts[row, piece] = True
    out |= _judged(batch, longest)
    if links:
        out |= {"links": torch.tensor(links), "cue_starts": cue_starts, "source_starts": source_starts}
    return out


def _judged(batch: list[Example], longest: int) -> dict[str, Tensor]:
    """Stack the acts and issues of statements that are judged alone, as chances."""
    judged = [(row, e.window, e.kind, e.told) for row, e in enumerate(batch) if e.kind is not None]
    if not judged:
        return {}
    pool = torch.zeros(len(judged), len(batch) * longest)
    act, issue = torch.zeros(len(judged), len(ACTS)), torch.zeros(len(judged), len(ISSUES))
    known = torch.ones(len(judged))
    for at, (row, window, (gold, about), told) in enumerate(judged):
        own = [row * longest + piece for piece, start in enumerate(window.starts) if start >= 0]
        pool[at, row * longest] = 1.0
        pool[at, own] = 1.0 / len(own)
        issue[at, about] = 1.0
        if gold != IGNORE:
            act[at, gold] = 1.0
        known[at] = float(gold != IGNORE or told is not None)
        if told is not None:
            share = TAUGHT if gold != IGNORE else 1.0
            scores = torch.from_numpy(told)
            act[at] = (1 - share) * act[at] + share * torch.softmax(scores[: len(ACTS)], 0)
            issue[at] = (1 - share) * issue[at] + share * torch.sigmoid(scores[len(ACTS) :])
    return {"pool": pool, "act": act, "act_known": known, "issue": issue}


def run(
    network: Network,
    plan: list[list[Example]],
    *,
    rate: float,
    name: str,
    warmup: float = 0.1,
    act_weight: float = 2.0,
) -> None:
    """Go once through a plan of batches with a linear rise and fall of the learning rate."""
    from network import loss_of

    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.") and p.requires_grad]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01)
    steps = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (warmup * steps), max(0.0, (steps - s) / ((1 - warmup) * steps)))
    )
    network.train()
    began, seen, mean = time.time(), 0, 0.0
    for step, batch in enumerate(plan):
        data = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            out = network(data["ids"], data["mask"])
        loss = loss_of(out, data, act_weight)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        seen += int(data["mask"].sum())  # type: ignore[attr-defined]
        mean = 0.98 * mean + 0.02 * loss.item() if step else loss.item()
        if step % 100 == 0:
            rate_now = seen / (time.time() - began)
            print(f"{name} {step}/{steps} loss {mean:.3f} {rate_now:.0f} pieces/s", flush=True)


def load_teacher(path: Path | None) -> dict[str, np.ndarray]:
    """Read a teacher's scores by place; none where there is no teacher."""
    if path is None:
        return {}
    with np.load(path) as arrays:
        return dict(zip(arrays["keys"].tolist(), arrays["scores"].astype(np.float32), strict=True))


def attributions_read(network: Network, text: str, tokenizer: Tokenizer, size: int) -> list[Attribution]:
    """Give the attributions of a text as the network, as it stands, reads them."""
    windows = windows_of(text, text_lines(text), tokenizer, size=size)
    found: list[Attribution] = []
    network.eval()
    for window in windows:
        with torch.no_grad():
            ids = torch.tensor([window.ids])
            scores = network(ids, torch.ones_like(ids))[0].float().numpy()
        read = attributions_in(text, window, scores)
        found += [Attribution(a.source, a.cue, a.content) for a in read]
    network.train()
    return found


Lesson: TypeAlias = tuple[float, list[list[Example]]]


@dataclass(slots=True)
class Lessons:
    """What stage two learns from.

    Attributes:
        stated: For each article, the chance that it is gone through, and its windows in which statements are marked,
            as it is and about other states.
        judged: The same for its statements that are judged one by one.
        told: Statements of PolNeAR of which only the teacher says what they are.
    """

    stated: list[Lesson] = field(default_factory=list)
    judged: list[Lesson] = field(default_factory=list)
    told: list[Example] = field(default_factory=list)


def lessons(
    network: Network, source: list[Article], tokenizer: Tokenizer, args: argparse.Namespace, rng: random.Random
) -> Lessons:
    """Gather the windows in which statements are marked, and the statements that are judged one by one."""
    own = [] if args.no_written else written()
    real = [a for a in (*annotated(), *further()) if args.all or not is_held_out(a)]
    found = Lessons()
    teacher = load_teacher(args.teacher)
    for at, article in enumerate((*real, *own)):
        invented = at >= len(real)
        other = swapped(article, rng) if args.swap and not invented else None
        stated, judged = [], []
        for version in [article] if other is None else [article, other]:
            # What stage one reads keeps the attribution heads from drifting while statements are learned.
            read = attributions_read(network, version.text, tokenizer, args.size)
            cited = [span for attribution in read for span in attribution.source]
            stated.append(examples_of(replace(version, attributions=tuple(read)), tokenizer, args.size, cited))
            # What is said in an article on another matter bears on no issue.
            judged.append(
                judged_examples(version, tokenizer, teacher)
                if version.statements
                else judged_examples(of_no_issue(version, read), tokenizer)
            )
        # The written ones stand closer together and are told otherwise than coverage: they do not set the measure.
        share = args.written if invented and article.statements else 1.0
        found.stated.append((share, stated))
        found.judged.append((share, judged))
    found.judged += [(1.0, [judged_examples(article, tokenizer, teacher)]) for article in labelled(source)]
    for at, article in enumerate(source):
        read = [a for a in article.attributions or () if a.content]
        if teacher:
            asked = judged_examples(of_no_issue(article, read), tokenizer, teacher)
            found.told += [example for example in asked if example.told is not None]
        elif at % args.other_matters == 0:
            silent = [a for a in read if not bearing(article.text, a)]
            found.judged.append((1.0, [judged_examples(of_no_issue(article, silent), tokenizer)]))
    return found


def epoch(every: list[Lesson], rng: random.Random) -> list[Example]:
    """Give every article once at most, in one of its versions."""
    chosen = [rng.choice(versions) for share, versions in every if rng.random() < share]
    return [example for version in chosen for example in version]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--encoder", required=True, help="folder of the encoder to start from")
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="weights to start from (skips stage one)")
    ap.add_argument("--polnear-epochs", type=float, default=3)
    ap.add_argument("--epochs", type=int, default=8, help="times through the annotated articles in stage two")
    ap.add_argument("--judged-epochs", type=int, default=5, help="times through the statements judged one by one")
    ap.add_argument("--other-matters", type=int, default=8, help="one in so many PolNeAR articles says: no issue here")
    ap.add_argument("--replay", type=float, default=1.0, help="share of PolNeAR gone over again in stage two")
    ap.add_argument("--negatives", type=float, default=0.3, help="share of that which also says: no statement here")
    ap.add_argument("--written", type=float, default=0.6, help="share of the written articles gone through each time")
    ap.add_argument("--swap", action="store_true", help="half the time an annotated article is about other states")
    ap.add_argument("--told", type=int, default=5000, help="sentences that only the teacher judged, each time")
    ap.add_argument("--teacher", type=Path, help="scores of a larger encoder, from `teacher.py`")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--second-rate", type=float, default=1e-4)
    ap.add_argument("--act-weight", type=float, default=2.0, help="weight of the acts' loss beside the others")
    ap.add_argument("--all", action="store_true", help="train on the held-out negotiations too")
    ap.add_argument("--no-written", action="store_true", help="leave out the articles written for the project")
    ap.add_argument("--size", type=int, default=192)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    rng = random.Random(args.seed)
    tokenizer = load_tokenizer(Path(args.encoder) / "tokenizer.json")
    network = Network(args.encoder, args.layers)
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    attributed: list[Example] = []
    negatives: dict[int, Example] = {}
    source = polnear("train")
    for article in source:
        for example in examples_of(article, tokenizer, args.size):
            attributed.append(example)
            negative = as_negative(example, article.text)
            if negative is not None:
                negatives[id(example)] = negative
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    else:
        plan = []
        whole, part = int(args.polnear_epochs), args.polnear_epochs % 1
        for _ in range(whole):
            plan += batches(attributed, 16, rng)
        if part:
            plan += batches(attributed[: int(len(attributed) * part)], 16, rng)
        run(network, plan, rate=args.rate, name="attributions")
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), args.out / "stage-one.pt")
    if args.epochs:
        learned = lessons(network, source, tokenizer, args, rng)
        plan = [b for _ in range(args.epochs) for b in batches(epoch(learned.stated, rng), 8, rng)]
        rng.shuffle(learned.told)
        for at in range(args.judged_epochs):
            # Of what only the teacher judged, each time another part.
            part = learned.told[at * args.told : (at + 1) * args.told]
            plan += batches(epoch(learned.judged, rng) + part, 16, rng)
        print(f"{len(plan)} batches, {len(learned.told)} sentences of the teacher's", flush=True)
        shuffled = attributed[:]
        rng.shuffle(shuffled)
        replayed = shuffled[: int(len(shuffled) * args.replay)]
        silent = int(len(replayed) * args.negatives)
        plan += batches([negatives.get(id(e), e) if at < silent else e for at, e in enumerate(replayed)], 16, rng)
        rng.shuffle(plan)
        run(network, plan, rate=args.second_rate, name="statements", act_weight=args.act_weight)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), args.out / "weights.pt")
    settings = {k: str(v) for k, v in vars(args).items()} | {"acts": list(ACTS), "issues": list(ISSUES)}
    (args.out / "settings.json").write_text(json.dumps(settings, indent=1))


if __name__ == "__main__":
    main()
