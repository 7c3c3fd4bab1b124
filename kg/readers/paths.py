"""Which files are articles: the paths and URLs given, and in folders every file of a known format that is not something else."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NoReturn

from kg.errors import InputError
from kg.readers.registry import reader_for
from kg.readers.remote import RemoteFile, is_url, remote_files

STDIN: Final = "-"
_NOT_ARTICLES: Final = re.compile(r"^readme(?:$|[._-])|^licen[cs]e(?:$|[._-])|\.expected\.|^\.", re.IGNORECASE)


def article_paths(paths: Iterable[str | Path]) -> Iterator[Path | RemoteFile | InputError]:
    """Yield the files behind `paths` in order: files as given, folders walked, hidden files, README and expectations left out.

    A path that does not exist, and a folder without any article, is an error of its own, not the end.
    """
    for given in paths:
        try:
            yield from _remote(given) if isinstance(given, str) and is_url(given) else _local(Path(given))
        except InputError as error:
            yield error


def _local(path: Path) -> list[Path]:
    if path.is_dir():
        found = [
            file for file in sorted(path.rglob("*")) if file.is_file() and _is_article(file.relative_to(path).parts)
        ]
        return found or _nothing(str(path))
    if path.exists() or str(path) == STDIN:
        return [path]
    raise InputError(f"{path}: no such file or folder")


def _remote(url: str) -> list[RemoteFile]:
    files = remote_files(url)
    found = [file for file in files if file.inside is None or _is_article(tuple(file.inside.split("/")))]
    return found or _nothing(files[0].source)


def _is_article(parts: tuple[str, ...]) -> bool:
    """Tell whether a file found in a folder, by its path there, is of a known format and not something else."""
    return not any(map(_NOT_ARTICLES.search, parts)) and reader_for(parts[-1]) is not None


def _nothing(path: str) -> NoReturn:
    raise InputError(f"{path}: holds no file of a known format; `kg ref formats` lists them")
