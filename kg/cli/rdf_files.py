"""RDF files that users name, by their ending."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError


def read_quads(path: Path) -> list[ox.Quad]:
    """Return the statements of an RDF file; raises `InputError` for an unknown ending or a malformed file."""
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(f"{path}: no RDF format has this ending; use .ttl, .trig, .nt, .nq, .jsonld or .rdf")
    try:
        return list(ox.parse(path=path, format=form))
    except (SyntaxError, OSError) as error:
        raise InputError(f"{path}: cannot be read as {form.name} ({error})") from error
