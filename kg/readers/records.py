"""From a record (a JSON object, a row of a table) to a draft: the text field is needed, everything else is metadata."""

from collections.abc import Mapping

from kg.errors import InputError
from kg.readers.draft import Draft, ReadOptions
from kg.readers.metadata import pick, read_metadata


def draft_of_record(record: Mapping[str, object], where: str, options: ReadOptions) -> Draft | InputError:
    """Return the draft of one record, or what is wrong with it."""
    text = pick(record, "text", options.fields)
    if not isinstance(text, str):
        known = ", ".join(map(str, list(record)[:12])) or "no field"
        return InputError(f"{where}: no text field ({known}); name it with --field text=NAME")
    return Draft(text, read_metadata(record, where, options.fields), where)
