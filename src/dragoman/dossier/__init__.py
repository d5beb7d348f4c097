"""The append-only record of one negotiation in one file."""
