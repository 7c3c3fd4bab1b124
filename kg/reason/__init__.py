"""Reasoning: is the ontology consistent, and what follows from data that nobody wrote down."""
