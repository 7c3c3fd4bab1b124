"""One module per verb, each with a `verb`; a new verb is one new module here."""
