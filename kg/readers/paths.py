"""Which files are articles: the paths given, and in folders every file of a known format that is not something else."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.readers.registry import reader_for

STDIN: Final = "-"
_NOT_ARTICLES: Final = re.compile(r"^readme(?:$|[._-])|^licen[cs]e(?:$|[._-])|\.expected\.|^\.", re.IGNORECASE)


def article_paths(paths: Iterable[str | Path]) -> Iterator[Path | InputError]:
    """Yield the files behind `paths` in order: files as given, folders walked, hidden files, README and expectations left out.

    A path that does not exist, and a folder without any article, is an error of its own, not the end.
    """
    for path in map(Path, paths):
        if path.is_dir():
            found = [file for file in sorted(path.rglob("*")) if _is_article(file, path)]
            yield from found
            if not found:
                yield InputError(f"{path}: holds no file of a known format; `kg ref formats` lists them")
        elif path.exists() or str(path) == STDIN:
            yield path
        else:
            yield InputError(f"{path}: no such file or folder")


def _is_article(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return file.is_file() and not any(map(_NOT_ARTICLES.search, parts)) and reader_for(file.name) is not None
