"""Tests of the briefs."""
