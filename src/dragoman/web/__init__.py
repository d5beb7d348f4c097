"""Pages over a dossier."""
