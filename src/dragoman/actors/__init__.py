"""Who is who: states, organisations, armed groups, officials, and what a document calls them."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.actors.mentions import POSSESSIVES, Mention, MentionKind, Resolution, Speaker
from dragoman.actors.registry import Entry, Office, Registry, load_registry

__all__ = [
    "POSSESSIVES",
    "Cast",
    "Entry",
    "Mention",
    "MentionKind",
    "Office",
    "Registry",
    "Resolution",
    "Speaker",
    "load_registry",
]
