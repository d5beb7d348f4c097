"""Whatever coverage comes in, as documents: text kept whole, passages labelled, metadata with its origin."""
