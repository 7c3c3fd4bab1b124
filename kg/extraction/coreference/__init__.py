"""Coreference: which mentions of an article speak of one entity (module `walk`).

Names first (parts of names, acronyms, nationalities), then, in one walk through the text, bodies named by nationality,
definite descriptions ("the agency") and pronouns. What finds no antecedent stays out: no pronoun and no bare title becomes an
entity of its own.
"""
