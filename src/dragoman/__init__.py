"""Dragoman reads the coverage of a negotiation, keeps its sourced record, and reasons over the deal.

The rooms of the house, each a subpackage: `anchors` (exact offsets), `record` (vocabulary and frozen
records), `actors` (who is who), `sources` (files to documents), `reading` (documents to statements),
`dossier` (the append-only store), `views` (questions), `deals` (instruments that run), `briefs`
(rendering), `cli`.  Imports point one way only; `docs/design.md` has the map.
"""

__version__ = "0.1.0"
