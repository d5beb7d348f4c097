"""The network: a small encoder under several heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from dragoman.reading.layout import HEADS, LINK_WIDTH, columns

HIDDEN = 256
ISSUE_WEIGHT = 24.0


class Network(nn.Module):
    """Encoder and heads; one forward pass gives all columns of `dragoman.reading.layout`."""

    def __init__(self, encoder: str, layers: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        tags = sum(size for name, size in HEADS if name not in {"act", "issue", "link_from", "link_to"})
        self.tags = nn.Linear(width, tags)
        self.hidden = nn.Linear(width, HIDDEN)
        self.kinds = nn.Linear(HIDDEN, sum(size for name, size in HEADS if name in {"act", "issue"}))
        self.links = nn.Linear(width, 2 * LINK_WIDTH)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Give all columns for padded piece ids and their mask."""
        state = self.dropout(self.encoder(ids, attention_mask=mask).last_hidden_state)
        kinds = self.kinds(self.dropout(functional.gelu(self.hidden(state))))
        return torch.cat([self.tags(state), kinds, self.links(state)], dim=-1)


def loss_of(out: Tensor, batch: dict[str, object], act_weight: float = 2.0) -> Tensor:
    """Sum the losses of all heads that a batch has labels for."""
    where = columns()
    total = out.new_zeros(())
    total = total + _subject_loss(out[..., where["subject"]][..., 0].float(), batch)
    for name, labels in batch["tags"].items():  # type: ignore[attr-defined]
        if not (labels >= 0).any():
            continue  # windows without a statement say nothing of who acts, and a mean over nothing is no number
        scores = out[..., where[name]].float()
        total = total + functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=-100)
    pool = batch.get("pool")
    if isinstance(pool, Tensor):
        flat = torch.matmul(pool, out.flatten(0, 1).float())
        act, issue, known = batch["act"], batch["issue"], batch["act_known"]
        smoothed = 0.9 * act + 0.1 / act.shape[1]  # type: ignore[operator, attr-defined]
        each = functional.cross_entropy(flat[:, where["act"]], smoothed, reduction="none")  # type: ignore[arg-type]
        total = total + act_weight * (each * known).sum() / known.sum().clamp(min=1)  # type: ignore[operator, attr-defined]
        # The mean is over all issues, of which a statement has one or two: as many times that as there are issues.
        total = total + ISSUE_WEIGHT * functional.binary_cross_entropy_with_logits(flat[:, where["issue"]], issue)  # type: ignore[arg-type]
    links = batch.get("links")
    if isinstance(links, Tensor):
        total = total + _link_loss(out, links, batch)
    return total


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
