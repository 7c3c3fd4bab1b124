"""The namespaces that the program writes and reads, once, and the prefixes by which people see them."""

from typing import Final

from kg.config import NAMESPACE

KG: Final = NAMESPACE
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SCHEMA: Final = "https://schema.org/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
TIME: Final = "http://www.w3.org/2006/time#"
OA: Final = "http://www.w3.org/ns/oa#"
GRASP: Final = "http://groundedannotationframework.org/grasp#"
SH: Final = "http://www.w3.org/ns/shacl#"
VANN: Final = "http://purl.org/vocab/vann/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "foaf": FOAF,
    "org": ORG,
    "sem": SEM,
    "schema": SCHEMA,
    "geo": GEO,
    "time": TIME,
    "oa": OA,
    "grasp": GRASP,
    "sh": SH,
    "wd": WIKIDATA,
}


def local_name(iri: str) -> str:
    """Return the part of an IRI after its last `#` or `/`.

    >>> local_name("https://w3id.org/geopolitical-kg/ontology#Troops")
    'Troops'
    """
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def shorten(iri: str) -> str:
    """Return an IRI with its prefix (`kg:Claim`), or unchanged when no prefix fits.

    >>> shorten("http://www.wikidata.org/entity/Q212")
    'wd:Q212'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri[len(namespace) :].replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
