"""What `kg ref` shows, read from where the program itself reads it: ontology, queries, readers, exporters."""

from collections.abc import Callable
from typing import Final

from kg.errors import QueryError
from kg.export import exporters
from kg.query import stored_queries, suggest
from kg.readers import readers
from kg.vocabulary.namespaces import OWL, RDFS, SKOS, local_name
from kg.vocabulary.turtle import Graph, read_graph

Record = dict[str, str]
_DEFINITION: Final = f"{SKOS}definition"


def look_up(topic: str, name: str | None = None) -> tuple[tuple[str, ...], list[Record]]:
    """Return the columns and records of a topic; raises `QueryError` with the nearest names for a typo."""
    if topic not in TOPICS:
        raise QueryError(f"no topic is called {topic!r}. {suggest(topic, TOPICS)}")
    records = TOPICS[topic]()
    if name is not None:
        wanted = name.casefold()
        found = [
            record
            for record in records
            if wanted in {record[key].casefold() for key in ("name", "code", "label") if key in record}
        ]
        if not found:
            raise QueryError(
                f"nothing among the {topic} is called {name!r}. {suggest(name, (record['name'] for record in records))}"
            )
        records = found
    return tuple(records[0]) if records else ("name",), records


def _classes() -> list[Record]:
    return _terms(read_graph("core.ttl"), f"{OWL}Class", f"{RDFS}subClassOf")


def _relations() -> list[Record]:
    return _terms(read_graph("relations/*.ttl"), f"{OWL}Class", f"{RDFS}subClassOf")


def _properties() -> list[Record]:
    graph = read_graph("core.ttl")
    kinds = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")
    return sorted(
        (record for kind in kinds for record in _terms(graph, kind, f"{RDFS}subPropertyOf")), key=lambda r: r["name"]
    )


def _terms(graph: Graph, kind: str, parent: str) -> list[Record]:
    return [
        {
            "name": local_name(iri),
            "label": graph.text(iri, f"{RDFS}label") or "",
            "under": ", ".join(map(local_name, graph.iris(iri, parent))),
            "definition": graph.text(iri, _DEFINITION) or "",
        }
        for iri in graph.subjects(kind)
        if graph.text(iri, _DEFINITION)
    ]


def _schemes() -> list[Record]:
    graph = read_graph("schemes/*.ttl")
    return [
        {
            "name": local_name(iri),
            "code": graph.text(iri, f"{SKOS}notation") or "",
            "scheme": ", ".join(map(local_name, graph.iris(iri, f"{SKOS}inScheme"))),
            "under": ", ".join(map(local_name, graph.iris(iri, f"{SKOS}broader"))),
            "definition": graph.text(iri, _DEFINITION) or "",
        }
        for iri in graph.subjects(f"{SKOS}Concept")
    ]


def _queries() -> list[Record]:
    return [
        {
            "name": query.name,
            "answers": query.summary,
            "parameters": ", ".join(p.name for p in query.parameters),
            "columns": ", ".join(query.columns),
        }
        for query in stored_queries().values()
    ]


def _formats() -> list[Record]:
    read = [
        {"name": r.name, "use": "read", "endings": " ".join(r.endings), "what": r.description}
        for r in readers().values()
    ]
    write = [
        {"name": e.name, "use": "export", "endings": e.ending, "what": e.description} for e in exporters().values()
    ]
    return [*read, *write]


TOPICS: Final[dict[str, Callable[[], list[Record]]]] = {
    "classes": _classes,
    "properties": _properties,
    "relations": _relations,
    "schemes": _schemes,
    "queries": _queries,
    "formats": _formats,
}
