"""One module per export format, each with an `EXPORTER`; a new format is one new module here."""
