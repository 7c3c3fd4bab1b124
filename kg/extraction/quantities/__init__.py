"""Counted quantities: figures, hedges, what is counted and whose."""
