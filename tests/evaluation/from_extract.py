#!/usr/bin/env python3
"""Turn the JSON lines that `kg extract` prints into the input of a scorer.

usage: from_extract.py claims|attribution|entities < extract.jsonl > predictions.jsonl
The document's id is the file name of "source" without its ending.
"""

import json
import os
import sys

HEDGE = {"about": "approx", "between": "range"}
TYPE = {
    "person": {"Person"},
    "place": {"Place", "Country", "City", "Region", "Facility"},
    "organization": {
        "Organization",
        "Government",
        "Party",
        "PoliticalParty",
        "Agency",
        "IntelligenceAgency",
        "MilitaryUnit",
        "ArmedForces",
        "IntergovernmentalOrganization",
        "ArmedGroup",
        "NewsOrganization",
        "Legislature",
    },
}
TYPE = {name: kind for kind, names in TYPE.items() for name in names}


def claims(article):
    rows, seen = [], set()
    for claim in article["claims"]:
        for e in claim.get("estimates", []):
            key = (e["start"], e["end"])
            if key in seen:  # one row a figure: the innermost claim that carries it comes with the longest chain
                rows = [
                    r
                    for r in rows
                    if (r["value_start"], r["value_end"]) != key or len(r["asserter_chain"]) >= len(claim["chain"])
                ]
                if any((r["value_start"], r["value_end"]) == key for r in rows):
                    continue
            seen.add(key)
            rows.append(
                {
                    "value_start": e["start"],
                    "value_end": e["end"],
                    "value_min": e["lower"],
                    "value_max": e["upper"],
                    "hedge": HEDGE.get(e["comparator"], e["comparator"]),
                    "approx": bool(e.get("approximate")),
                    "unit": e.get("unit"),
                    "counted": e.get("counted"),
                    "asserter_chain": [hop["name"] for hop in claim["chain"]],
                    "modality": claim["modality"],
                }
            )
    return {"doc_id": stem(article), "claims": rows}


def attribution(article):
    rows = []
    for claim in article["claims"]:
        cue = claim.get("cue")
        if not (cue or claim.get("source")):
            continue  # the narrator's own voice
        row = {
            "source": claim.get("source") or None,
            "cue": [cue["start"], cue["end"]] if cue else None,
            "content": claim.get("content") or None,
        }
        if row not in rows:  # several figures under one cue are one attribution
            rows.append(row)
    return {"doc": stem(article), "attributions": rows}


def entities(article):
    return {
        "doc": stem(article),
        "mentions": [
            {
                "start": m["start"],
                "end": m["end"],
                "type": TYPE.get(e["type"], e["type"].lower()),
                "link": e.get("qid"),
                "cluster": e["id"],
            }
            for e in article["entities"]
            for m in e["mentions"]
            if m.get("kind", "name") == "name"
        ],
    }


def stem(article):
    return os.path.splitext(os.path.basename(article["source"]))[0]


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in ("claims", "attribution", "entities"):
        sys.exit(__doc__)
    turn = {"claims": claims, "attribution": attribution, "entities": entities}[sys.argv[1]]
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(turn(json.loads(line)), ensure_ascii=False))


if __name__ == "__main__":
    main()
