"""Who is who: states, organisations, armed groups, officials, and the words that stand for them."""
