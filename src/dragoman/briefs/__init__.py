"""Results to documents: one brief, several renderers."""
