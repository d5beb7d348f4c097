"""Instruments that run: terms of a deal, evaluated with three values and proofs."""
