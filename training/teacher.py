"""Train a larger encoder to tell acts and issues, and keep what it says of many sentences for the small one to learn.

The teacher sees a statement alone, after the name of who acts, as the reader's network does in its second look.  It
is too large to ship; its scores over the annotated statements and over sentences of PolNeAR that nobody labelled
are what `train.py --teacher` learns beside the annotation (distillation: Hinton and others, 2015).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from corpora import SHARED, Article, annotated, further, is_held_out, labelled, polnear, who_acts, written
from dragoman.reading.layout import ACTS, ISSUES
from examples import IGNORE, key_of, of_no_issue
from measure import scorer
from words import examples, place

LONGEST = 192
HEAD_RATE = 10  # the heads learn this much faster than the body
ISSUE_WEIGHT = 24.0

Coded = tuple[list[int], list[int], int, list[int]]  # pieces, 1 for the statement's own, act, issues


class Teacher(nn.Module):
    """An encoder with one head over its class piece and the mean of the statement's own pieces."""

    def __init__(self, encoder: str, frozen: int) -> None:
        super().__init__()
        self.e = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        width = self.e.config.hidden_size
        self.d = nn.Dropout(0.1)
        self.n = nn.LayerNorm(2 * width)
        self.h = nn.Linear(2 * width, 256)
        self.o = nn.Linear(256, len(ACTS) + len(ISSUES))
        self.e.embeddings.word_embeddings.weight.requires_grad = False
        for layer in self.e.encoder.layer[:frozen]:
            for weights in layer.parameters():
                weights.requires_grad = False

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> Tensor:
        """Give scores of acts and issues for padded pieces."""
        state = self.e(ids, attention_mask=mask).last_hidden_state.float()
        mean = (state * own[..., None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        pooled = self.d(self.n(torch.cat([mean, state[:, 0]], -1)))
        return self.o(self.d(functional.gelu(self.h(pooled))))  # type: ignore[no-any-return]


def coded(pairs: list[tuple[Article, dict[str, object]]], tokenizer: object) -> list[Coded]:
    """Give each statement after its actor as pieces, with its labels."""
    out = []
    for article, statement in pairs:
        start, end = place(statement)
        both = tokenizer(who_acts(statement), article.text[start:end], truncation="only_second", max_length=LONGEST)  # type: ignore[operator]
        own = [int(part == 1) for part in both.sequence_ids()]
        act = ACTS.index(str(statement["act"])) if statement["act"] in ACTS else IGNORE
        out.append((both["input_ids"], own, act, [ISSUES.index(str(i)) for i in statement["issues"]]))  # type: ignore[attr-defined]
    return out


def padded(batch: list[Coded], filler: int) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(ids) for ids, *_ in batch)
    ids = torch.full((len(batch), longest), filler)
    mask, own = torch.zeros_like(ids), torch.zeros(len(batch), longest)
    for row, (pieces, mine, *_) in enumerate(batch):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, : len(pieces)] = 1
        own[row, : len(mine)] = torch.tensor(mine, dtype=torch.float)
    return ids, mask, own


def train(model: Teacher, data: list[Coded], filler: int, *, epochs: int, rate: float, rng: random.Random) -> None:
    body = [p for n, p in model.named_parameters() if n.startswith("e.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("e.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": rate * HEAD_RATE}], weight_decay=0.01
    )
    plan = []
    for _ in range(epochs):
        order = rng.sample(data, len(data))
        for low in range(0, len(order), 160):
            pool = sorted(order[low : low + 160], key=lambda one: len(one[0]))
            cut = [pool[at : at + 16] for at in range(0, len(pool), 16)]
            plan += rng.sample(cut, len(cut))
    steps = len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.1 * steps), (steps - s) / (0.9 * steps))
    )
    model.train()
    began = time.time()
    for step, batch in enumerate(plan):
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(*padded(batch, filler)).float()
        act, issue = torch.tensor([one[2] for one in batch]), torch.zeros(len(batch), len(ISSUES))
        for row, one in enumerate(batch):
            issue[row, one[3]] = 1.0
        loss = ISSUE_WEIGHT * functional.binary_cross_entropy_with_logits(scores[:, len(ACTS) :], issue)
        if (act >= 0).any():
            loss = loss + functional.cross_entropy(scores[:, : len(ACTS)], act, label_smoothing=0.1)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"teacher {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)


def scores_of(model: Teacher, data: list[Coded], filler: int) -> np.ndarray:
    """Give the scores of each statement, in order."""
    model.eval()
    out = np.zeros((len(data), len(ACTS) + len(ISSUES)), np.float32)
    order = sorted(range(len(data)), key=lambda at: len(data[at][0]))
    for low in range(0, len(order), 32):
        chosen = order[low : low + 32]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            out[chosen] = model(*padded([data[at] for at in chosen], filler)).float().numpy()
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--encoder", required=True, help="folder of the larger encoder")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--weights", type=Path, help="a teacher that is trained already")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=5e-5)
    ap.add_argument("--frozen", type=int, default=3, help="lowest layers that are left as they are")
    ap.add_argument("--written", type=float, default=0.6, help="share of the written statements that are learned from")
    ap.add_argument("--more", type=int, default=25000, help="sentences of PolNeAR that are judged besides")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    rng = random.Random(args.seed)
    tokenizer = AutoTokenizer.from_pretrained(args.encoder)
    source = polnear("train")
    real = [a for a in (*annotated(), *further()) if not is_held_out(a)]
    own = rng.sample(examples(written()), int(len(examples(written())) * args.written))
    model = Teacher(args.encoder, args.frozen)
    if args.weights:
        model.load_state_dict(torch.load(args.weights, weights_only=True))
    else:
        data = coded([*examples(real), *own, *examples(labelled(source))], tokenizer)
        train(model, data, tokenizer.pad_token_id, epochs=args.epochs, rate=args.rate, rng=rng)
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), args.out / "teacher.pt")
    held = examples([a for a in annotated() if is_held_out(a)])
    report(held, scores_of(model, coded(held, tokenizer), tokenizer.pad_token_id))
    unlabelled = examples([of_no_issue(a, [x for x in a.attributions or () if x.content]) for a in source])
    asked = [*examples(real), *examples(written()), *examples(labelled(source))]
    asked += rng.sample(unlabelled, min(args.more, len(unlabelled)))
    told = scores_of(model, coded(asked, tokenizer), tokenizer.pad_token_id)
    keys = np.array([key_of(article, statement) for article, statement in asked])
    np.savez_compressed(args.out / "teacher.npz", keys=keys, scores=told.astype(np.float16))
    print(f"{len(keys)} statements judged")


def report(held: list[tuple[Article, dict[str, object]]], scores: np.ndarray) -> None:
    """Print the shares of right acts and issues on the held-out negotiations."""
    score = scorer(SHARED / "score.py")
    acts = issues = both = 0
    for (_, statement), row in zip(held, scores, strict=True):
        act = score.same_act(statement["act"], ACTS[int(row[: len(ACTS)].argmax())])
        issue = ISSUES[int(row[len(ACTS) :].argmax())] in statement["issues"]  # type: ignore[operator]
        acts, issues, both = acts + act, issues + issue, both + (act and issue)
    print(
        f"held-out: act {acts / len(held):.3f}, likeliest issue {issues / len(held):.3f}, both {both / len(held):.3f}"
    )


if __name__ == "__main__":
    main()
