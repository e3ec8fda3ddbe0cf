"""Exhibits: evidence with its court mark."""
