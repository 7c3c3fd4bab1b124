"""Extraction: spaCy components that turn a parsed article into attributed claims."""
