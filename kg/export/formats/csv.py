"""CSV: one row per claim and figure, for spreadsheets; what a table cannot hold stays in the RDF formats."""

import csv
import io
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.export.exporter import Exporter
from kg.export.selection import Selection
from kg.vocabulary.graphs import ENTITIES, VOCABULARY
from kg.vocabulary.namespaces import KG, OA, RDFS, SCHEMA, SKOS

COLUMNS: Final = (
    *(
        "article",
        "publisher",
        "published",
        "claim",
        "asserter",
        "cue",
        "modality",
        "polarity",
        "said_on",
        "reports",
        "denies",
    ),
    *(
        "counted",
        "counted_as",
        "lower",
        "upper",
        "comparator",
        "approximate",
        "as_of",
        "surface",
        "start",
        "end",
        "evidence",
    ),
)
_QUERY: Final = f"""
PREFIX kg: <{KG}> PREFIX oa: <{OA}> PREFIX rdfs: <{RDFS}> PREFIX schema: <{SCHEMA}> PREFIX skos: <{SKOS}>
SELECT {" ".join(f"?{name}" for name in COLUMNS)} WHERE {{
  #article
  GRAPH ?article {{
    ?claim kg:inArticle ?article ; kg:asserterName ?asserter ; kg:modality ?modal ; kg:polarity ?polar .
    ?article a kg:Article .
    OPTIONAL {{ ?article schema:datePublished ?published }}
    OPTIONAL {{ ?voice a kg:Narrator ; rdfs:label ?publisher }}
    OPTIONAL {{ ?claim kg:cue ?cue }}
    OPTIONAL {{ ?claim kg:saidOn/kg:edtf ?said_on }}
    OPTIONAL {{ ?claim kg:reports ?reports }}
    OPTIONAL {{ ?claim kg:denies ?denies }}
    OPTIONAL {{ ?claim kg:evidence/oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end }}
    OPTIONAL {{ ?claim kg:evidence/oa:hasSelector/oa:exact ?evidence }}
  }}
  GRAPH <{VOCABULARY}> {{ ?modal skos:notation ?modality . ?polar skos:notation ?polarity }}
  OPTIONAL {{
    GRAPH ?article {{
      ?claim kg:estimate ?estimate .
      ?estimate kg:counted ?kind ; kg:countedAs ?counted_as ; kg:comparator ?comparison ; kg:surface ?surface .
      OPTIONAL {{ ?estimate kg:lower ?lower }}
      OPTIONAL {{ ?estimate kg:upper ?upper }}
      OPTIONAL {{ ?estimate kg:approximate ?approximate }}
      OPTIONAL {{ ?estimate kg:asOf/kg:edtf ?as_of }}
    }}
    GRAPH <{VOCABULARY}> {{ ?comparison skos:notation ?comparator }}
    {{ GRAPH <{VOCABULARY}> {{ ?kind skos:notation ?counted }} }} UNION {{ GRAPH <{ENTITIES}> {{ ?kind skos:notation ?counted }} }}
  }}
}} ORDER BY ?start ?claim ?surface
"""


def _write(selection: Selection, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for article in selection.articles():
        results = selection.store.query(_QUERY.replace("#article", f"VALUES ?article {{ {ox.NamedNode(article)} }}"))
        if isinstance(results, ox.QuerySolutions):
            writer.writerows(
                [None if term is None else getattr(term, "value", str(term)) for term in row] for row in results
            )
    text.flush()
    text.detach()


EXPORTER: Final = Exporter("csv", ".csv", "CSV, one row per claim and figure", _write)
