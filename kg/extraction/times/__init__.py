"""Time expressions: their words, their grammar, their place in the calendar."""
