"""Seals: the last write on a paper or a manifest. An own certificate proves that nothing changed, not who someone is."""
