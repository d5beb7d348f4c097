"""The desk between record and questions: keeps what belongs together at hand, and picks the page that is asked for."""

from __future__ import annotations
