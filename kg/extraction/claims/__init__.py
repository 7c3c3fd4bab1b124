"""From annotations to claims: who said what, through whom, how firmly, of which figures and events, on what evidence."""

from kg.extraction.claims.component import ClaimAssembler

__all__ = ["ClaimAssembler"]
