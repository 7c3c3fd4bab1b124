"""Our entities as a W3C Reconciliation service (0.2), for OpenRefine and other clients: match, suggest, preview.

Made from a gazetteer, so that it serves without a store; a store's unlinked entities can be laid over it as a table.
"""

import html
import json
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.gazetteer import Gazetteer, Row
from kg.link import Context, family, ranked
from kg.model import Entity, Mention, MentionKind, Span

WIKIDATA: Final = "http://www.wikidata.org/entity/"
TYPES: Final = ("Person", "Organization", "Country", "Region", "City", "Place", "Event", "Agreement")
_MOST_QUERIES: Final = 200
_LIMIT: Final = 10
_SURE: Final = 65.0


def manifest(base: str) -> dict[str, Any]:
    """Return the service manifest for a service that answers under `base` (no trailing slash)."""
    return {
        "versions": ["0.2"],
        "name": "Geopolitical entities (geopolitical-kg)",
        "identifierSpace": WIKIDATA,
        "schemaSpace": "http://www.wikidata.org/prop/direct/",
        "defaultTypes": [{"id": name, "name": name} for name in TYPES],
        "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": 400, "height": 120},
        "suggest": {
            "entity": {"service_url": base, "service_path": "/suggest/entity"},
            "type": {"service_url": base, "service_path": "/suggest/type"},
        },
        "batchSize": 50,
    }


def application(gazetteer: Gazetteer) -> Starlette:
    """Return the service as an ASGI application."""

    async def root(request: Request) -> Response:
        form = await request.form() if request.method == "POST" else request.query_params
        queries = form.get("queries")
        if queries is None:
            return _json(request, manifest(str(request.base_url).rstrip("/")))
        try:
            batch = _read_queries(str(queries))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return _json(request, {key: {"result": _match(gazetteer, query)} for key, query in batch.items()})

    async def suggest_entity(request: Request) -> Response:
        prefix = request.query_params.get("prefix", "")
        rows = gazetteer.lookup(prefix) or gazetteer.starting_with(prefix, _LIMIT)
        return _json(
            request,
            {
                "result": [
                    {"id": row.qid, "name": row.label, "description": row.description} for row in rows if row.qid
                ][:_LIMIT]
            },
        )

    async def suggest_type(request: Request) -> Response:
        prefix = request.query_params.get("prefix", "").lower()
        return _json(
            request, {"result": [{"id": name, "name": name} for name in TYPES if name.lower().startswith(prefix)]}
        )

    async def preview(request: Request) -> Response:
        row = gazetteer.get(request.query_params.get("id", ""))
        if row is None:
            return HTMLResponse("<p>No such entity.</p>", status_code=404)
        return HTMLResponse(_preview(row))

    return Starlette(
        routes=[
            Route("/", root, methods=["GET", "POST"]),
            Route("/suggest/entity", suggest_entity),
            Route("/suggest/type", suggest_type),
            Route("/preview", preview),
        ]
    )


def _read_queries(text: str) -> dict[str, dict[str, Any]]:
    batch = json.loads(text)
    if not isinstance(batch, dict) or not all(
        isinstance(q, dict) and isinstance(q.get("query"), str) for q in batch.values()
    ):
        raise ValueError("queries must be an object of objects with a string `query`")
    if len(batch) > _MOST_QUERIES:
        raise ValueError(f"at most {_MOST_QUERIES} queries in a batch")
    return batch


def _match(gazetteer: Gazetteer, query: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = query.get("type")
    wanted = wanted[0] if isinstance(wanted, list) and wanted else wanted
    name = query["query"]
    rows = gazetteer.lookup(name)
    kind = wanted if isinstance(wanted, str) else rows[0].type if rows else "Person"
    entity = Entity("query", kind, name, (Mention(Span(0, len(name)), name, MentionKind.NAME),))
    results = []
    for candidate in ranked(entity, gazetteer, Context()):
        row = gazetteer.get(candidate.qid)
        if row is None or (wanted and family(row.type) != family(str(wanted))):
            continue
        results.append(
            {
                "id": candidate.qid,
                "name": row.label,
                "description": row.description,
                "type": [{"id": row.type, "name": row.type}],
                "score": round(100 * candidate.score, 2),
                "match": 100 * candidate.score >= _SURE,
            }
        )
    limit = query.get("limit", _LIMIT)
    return results[: limit if isinstance(limit, int) and limit > 0 else _LIMIT]


def _preview(row: Row) -> str:
    aliases = html.escape(", ".join(row.aliases[:5]))
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Preview</title></head>"
        f"<body style='font: 13px sans-serif'><p><b>{html.escape(row.label)}</b> ({row.qid}, {row.type})</p>"
        f"<p>{html.escape(row.description)}</p><p>{aliases}</p></body></html>"
    )


def _json(request: Request, content: Any) -> Response:
    """Answer JSON, or JSONP where an old client asks for a callback by name; readable from any origin, as the specification wants."""
    headers = {"Access-Control-Allow-Origin": "*"}
    callback = request.query_params.get("callback", "")
    if callback.isidentifier():
        return Response(f"{callback}({json.dumps(content)});", media_type="application/javascript", headers=headers)
    return JSONResponse(content, headers=headers)
