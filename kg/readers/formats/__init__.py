"""One module per input format, each with a `READER`; a new format is one new module here."""
