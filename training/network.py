"""The network: a small encoder under several heads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from dragoman.reading.layout import HEADS, KIND_WIDTH, LINK_WIDTH, columns, kind_columns

HIDDEN = 256
ISSUE_WEIGHT = 24.0


class Network(nn.Module):
    """Encoder and heads; one forward pass gives all columns of `dragoman.reading.layout`.

    Args:
        encoder: Folder of the encoder to start from.
        layers: Layers that are kept of it.
        judging: After which layers the columns of the second look are read off, each by a head of its own.
    """

    def __init__(self, encoder: str, layers: int, judging: Sequence[int]) -> None:
        super().__init__()
        self.judging = tuple(judging)
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, sum(size for name, size in HEADS if not name.startswith("link_")))
        self.hidden = nn.ModuleList(nn.Linear(width, HIDDEN) for _ in self.judging)
        self.kinds = nn.ModuleList(nn.Linear(HIDDEN, KIND_WIDTH) for _ in self.judging)
        self.links = nn.Linear(width, 2 * LINK_WIDTH)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Give the columns of the first look, and those of the second after each layer that it stops at."""
        states = self.encoder(ids, attention_mask=mask, output_hidden_states=True).hidden_states
        kinds = []
        for layer, hidden, head in zip(self.judging, self.hidden, self.kinds, strict=True):
            kinds.append(head(self.dropout(functional.gelu(hidden(self.dropout(states[layer]))))))
        state = self.dropout(states[-1])
        return torch.cat([self.tags(state), self.links(state)], dim=-1), *kinds


def load_network(weights: Path, encoder: str, layers: int) -> Network:
    """Load a trained network; after which layers it judges stands beside its weights."""
    settings = json.loads((weights.parent / "settings.json").read_text(encoding="utf-8"))
    network = Network(encoder, layers, settings["judging"])
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    return network


def loss_of(outs: tuple[Tensor, ...], batch: dict[str, object], act_weight: float = 2.0) -> Tensor:
    """Sum the losses of all heads that a batch has labels for."""
    out, *kinds = outs
    where = columns()
    total = out.new_zeros(())
    total = total + _subject_loss(out[..., where["subject"]][..., 0].float(), batch)
    for name, labels in batch["tags"].items():  # type: ignore[attr-defined]
        if not (labels >= 0).any():
            continue  # windows without a statement say nothing of who acts, and a mean over nothing is no number
        scores = out[..., where[name]].float()
        total = total + functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=-100)
    if isinstance(batch.get("pool"), Tensor):
        for each in kinds:
            total = total + _kind_loss(each, batch, act_weight) / len(kinds)
    links = batch.get("links")
    if isinstance(links, Tensor):
        total = total + _link_loss(out, links, batch)
    return total


def _kind_loss(out: Tensor, batch: dict[str, object], act_weight: float) -> Tensor:
    """What statements do, and what they are about."""
    where = kind_columns()
    flat = torch.matmul(batch["pool"], out.flatten(0, 1).float())  # type: ignore[arg-type]
    act, issue = batch["act"], batch["issue"]
    smoothed = 0.9 * act + 0.1 / act.shape[1]  # type: ignore[operator, attr-defined]
    known = batch["act_known"]
    each = functional.cross_entropy(flat[:, where["act"]], smoothed, reduction="none")  # type: ignore[arg-type]
    total = act_weight * (each * known).sum() / known.sum().clamp(min=1)  # type: ignore[operator, attr-defined]
    # The mean is over all issues, of which a statement has one or two: as many times that as there are issues.
    each = functional.binary_cross_entropy_with_logits(flat[:, where["issue"]], issue)  # type: ignore[arg-type]
    return total + ISSUE_WEIGHT * each


def _subject_loss(column: Tensor, batch: dict[str, object]) -> Tensor:
    """The mean over a window's pieces tells whether its article bears on a negotiation; 0.5 stands for unknown."""
    bears, mask = batch["bears"], batch["mask"]
    known = bears != 0.5
    if not known.any():  # type: ignore[attr-defined]
        return column.new_zeros(())
    means = (column * mask).sum(1) / mask.sum(1)  # type: ignore[attr-defined, operator]
    return functional.binary_cross_entropy_with_logits(means[known], bears[known])  # type: ignore[index]


def _link_loss(out: Tensor, links: Tensor, batch: dict[str, object]) -> Tensor:
    """Each content chooses its cue; each cue chooses its source, or none (score 0).

    `links` has a row for each tie: window, piece, piece of the cue, and 1 for a source, 0 for a content;
    a cue without a source has piece 0 (the class piece) in a source row.
    """
    where = columns()
    side, other = out[..., where["link_from"]].float(), out[..., where["link_to"]].float()
    content, source = links[links[:, 3] == 0], links[links[:, 3] == 1]
    total = out.new_zeros(())
    if len(content):
        scores = torch.einsum("nd,ntd->nt", side[content[:, 0], content[:, 1]], other[content[:, 0]]) / LINK_WIDTH**0.5
        allowed = batch["cue_starts"][content[:, 0]]  # type: ignore[index]
        total = total + functional.cross_entropy(scores.masked_fill(~allowed, -1e4), content[:, 2])
    if len(source):
        scores = torch.einsum("nd,ntd->nt", other[source[:, 0], source[:, 2]], side[source[:, 0]]) / LINK_WIDTH**0.5
        allowed = batch["source_starts"][source[:, 0]]  # type: ignore[index]
        scores = scores.masked_fill(~allowed, -1e4)
        scores[:, 0] = 0.0
        total = total + functional.cross_entropy(scores, source[:, 1])
    return total
