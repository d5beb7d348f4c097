"""Tests of the room that says who is who."""
