"""Records to and from the formats of the field."""
