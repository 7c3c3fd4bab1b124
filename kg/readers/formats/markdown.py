"""Markdown with front matter (YAML between `---`, TOML between `+++`); the text is what follows, as it is written."""

import re
import tomllib
from collections.abc import Iterator
from typing import Final

import yaml

from kg.errors import InputError
from kg.readers.decoding import decode
from kg.readers.draft import MAX_DOCUMENT_BYTES, Draft, Reader, ReadOptions
from kg.readers.metadata import Metadata, read_metadata
from kg.readers.streams import Stream

_FRONT: Final = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<matter>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def _read(stream: Stream, options: ReadOptions) -> Iterator[Draft | InputError]:
    text = decode(stream.whole(MAX_DOCUMENT_BYTES), options.encoding, stream.name)
    match = _FRONT.match(text)
    if match is None:
        yield Draft(text, Metadata(), stream.name)
        return
    matter = _parse(match["matter"], match["fence"], stream.name)
    yield Draft(text[match.end() :], read_metadata(matter, stream.name, options.fields), stream.name)


def _parse(matter: str, fence: str, where: str) -> dict[str, object]:
    try:
        found = tomllib.loads(matter.replace("\r\n", "\n")) if fence == "+++" else yaml.safe_load(matter)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError) as error:
        raise InputError(f"{where}: front matter is malformed ({' '.join(str(error).split())}); mend it") from error
    except RecursionError as error:
        raise InputError(f"{where}: front matter is nested too deeply to be one; mend it") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise InputError(f"{where}: front matter is not a table of fields; write `title: …` and so on")
    return {str(name): value for name, value in found.items()}


READER: Final = Reader(
    name="markdown",
    endings=(".md", ".markdown"),
    description="Markdown with YAML or TOML front matter",
    read=_read,
    example=(
        b"---\ntitle: Ministry counts 300 soldiers\npublished: 2024-03-04\npublisher: The Harbour Courier\n---\n\n"
        b"The defence ministry said on Monday that 300 soldiers were at the border.\n"
    ),
)
