"""Fixtures that the tests share; makes the modules in this folder importable by the tests below it (`sample_extractions`)."""

import os

import pytest
from hypothesis import settings
from spacy.language import Language

from kg.extraction.components import add_components
from kg.nlp.pipeline import load_pipeline

settings.register_profile("kg", deadline=None)  # a busy machine is no failure
settings.load_profile("kg")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the shipped language pipeline with our components; `$KG_NLP` names another one."""
    return add_components(load_pipeline(os.environ.get("KG_NLP")))
