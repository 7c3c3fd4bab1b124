"""Validation: what may enter the store. It gates claims, not articles: a bad claim is set aside, the rest is loaded."""
