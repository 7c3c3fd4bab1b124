"""Makes the modules in this folder importable by the tests below it (`sample_extractions`)."""
