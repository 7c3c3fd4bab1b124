#!/usr/bin/env python3
"""Score predicted entity mentions (person, place, organization) against GUM's news gold (Wikinews, CC BY).

Gold:   --gold DIR  directory with GUM_news_*.conllu (GUM repository, dep/); Entity= in MISC carries type, entity id, Wikipedia link.
Input:  --pred FILE JSONL, one document a line:
        {"doc": "GUM_news_korea", "mentions": [{"start": s, "end": e, "type": "person|place|organization", "link": "North_Korea" or null, "cluster": any}]}
        Offsets are code points into the text this script writes with --write-text DIR (sentences joined by a newline).
Or:     --baseline  capitalised spans, a few gazetteer-free type rules.
Gold subsets (--subset):
        named  mentions whose minimal span holds a proper noun (default);  linked  those with a Wikipedia link;  all  every mention (pronouns and common nouns too)
Metrics (micro P/R/F1): span+type exact, span exact, head (predicted span covers the gold's head token, types equal, one to one),
        per type head F1, document level unique entities (type + any mention string), link accuracy on head-matched linked mentions,
        and B3 over head-matched mentions when predictions carry "cluster".
GUM counts demonyms-as-nouns, nested mentions ("South Korea" in "South Korea's military"); nested gold is kept.
"""

import argparse, collections, glob, json, os, re

TYPES = ("person", "place", "organization")


def load(path):
    text = ""
    toks = []
    ments = []
    sent = []
    first = True
    rows = []
    docs_text = []

    def flush():
        nonlocal text, rows, stext
        if not rows:
            return
        base = len(text) + (1 if text else 0)
        text += ("\n" if text else "") + stext
        pos = 0
        off = len(toks)
        mwt_end = -1
        for r in rows:
            if "-" in r[0]:
                i = stext.find(r[1], pos)
                mwt = (i, i + len(r[1]))
                mwt_end = int(r[0].split("-")[1])
                pos_m = i
                pos = i
                continue
            i = stext.find(r[1], pos)
            if i < 0:
                i = pos
                j = pos  # token not in surface (normalised inside a multiword token)
            else:
                j = i + len(r[1])
                pos = j
            toks.append(
                dict(
                    id=int(r[0]),
                    s=base + i,
                    e=base + j,
                    form=r[1],
                    upos=r[3],
                    head=int(r[6]),
                    ents=re.findall(r"Entity=([^|]*)", r[9]),
                    sent=len(sent),
                    off=off,
                )
            )
        sent.append(1)
        rows = []

    stext = ""
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            stext = line[9:]
        elif line and line[0] != "#":
            r = line.split("\t")
            if "." not in r[0]:
                rows.append(r)
        elif not line:
            flush()
    flush()
    stack = []
    for k, t in enumerate(toks):
        if not t["ents"]:
            continue
        for part in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", t["ents"][0]):
            if part[0] == "(":
                body = part.strip("()")
                f = body.split("-")
                # GRP-etype-infstat-salience-centering-minspan-link-identity
                ident = "-".join(f[7:]) if len(f) > 7 else None
                stack.append((f[0], f[1], k, f[5] if len(f) > 5 else "", ident, f[6] if len(f) > 6 else ""))
            if part[-1] == ")":
                g = part.strip("()").split("-")[0]
                for i in range(len(stack) - 1, -1, -1):
                    if stack[i][0] == g:
                        grp, et, a, mins, ident, link = stack.pop(i)
                        break
                else:
                    continue
                b = k
                span = toks[a : b + 1]
                ids = {x["id"] for x in span}
                h = next((a + n for n, x in enumerate(span) if x["head"] not in ids), a)
                mset = [a + int(x) - 1 for x in mins.split(",") if x.isdigit() and a + int(x) - 1 <= b] or [h]
                ments.append(
                    dict(
                        start=toks[a]["s"],
                        end=toks[b]["e"],
                        type=et,
                        grp=grp,
                        head=(toks[h]["s"], toks[h]["e"]),
                        named=any(toks[x]["upos"] == "PROPN" for x in mset)
                        or bool(
                            ident and any(x["upos"] == "PROPN" and x["form"] in re.split("[_(),]", ident) for x in span)
                        ),
                        pron=toks[h]["upos"] == "PRON",
                        link=ident,
                        mstart=min(toks[x]["s"] for x in mset),
                        mend=max(toks[x]["e"] for x in mset),
                    )
                )
    return text, ments


def baseline(text):
    out = []
    ORG = re.compile(
        r"(?:Ministry|Party|Agency|Council|Committee|Army|Police|Company|University|Government|Parliament|Senate|Congress|Court|Department|News|Corporation|Union|Association|Organization|Office|Service|Group|Club|Team|Force|Church|Institute|Federation|Center|Centre|NASA|BBC|CNN)"
    )
    PLC = re.compile(
        r"(?:land|stan|ia|ea|City|River|County|Island|Province|States|Kingdom|Street|Bridge|Sea|Mountain|Hall|York|London|Washington|China|Iran|Iraq|Mexico|Canada|France|Japan|Egypt|Israel)$"
    )
    for m in re.finditer(r"[A-Z][\w’'\-\.]*(?:\s+(?:(?:of|the|and|for|al|de|bin)\s+)?[A-Z][\w’'\-\.]*)*", text):
        w = m.group()
        s, e = m.span()
        at_start = s == 0 or text[s - 1] == "\n" or text[max(0, s - 2) : s] in (". ", '" ')
        if (
            at_start
            and " " not in w
            and w
            in (
                "The",
                "A",
                "In",
                "On",
                "At",
                "It",
                "He",
                "She",
                "They",
                "This",
                "But",
                "However",
                "According",
                "After",
                "As",
                "There",
                "We",
                "I",
                "If",
                "When",
                "For",
                "His",
                "Her",
                "An",
                "To",
                "No",
            )
        ):
            continue
        w2 = re.sub(r"['’]s$|[.,]$", "", w)
        e = s + len(w2)
        if w2.startswith("The "):
            s += 4
            w2 = w2[4:]
        if re.fullmatch(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|I",
            w2,
        ):
            continue
        t = (
            "organization"
            if ORG.search(w2) or (w2.isupper() and len(w2) > 1)
            else "place"
            if PLC.search(w2)
            else "person"
        )
        out.append(dict(start=s, end=e, type=t, link=None))
    return out


def title(t):
    return re.sub(r"\s*\([^)]*\)|,.*", "", t.replace("_", " ")).strip().lower()


def gazetteer(path):
    import csv, gzip

    csv.field_size_limit(10**9)
    out = collections.defaultdict(set)
    for r in csv.DictReader(gzip.open(path, "rt", encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE):
        for n in [r["label"]] + r["aliases"].split("|"):
            if n:
                out[title(n)].add(r["qid"])
    return out


def f1(tp, p, g):
    P = tp / p if p else 0
    R = tp / g if g else 0
    return P, R, 2 * P * R / (P + R) if P + R else 0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", "--data", dest="gold", required=True)
    ap.add_argument("--pred")
    ap.add_argument("--baseline", action="store_true")
    ap.add_argument("--subset", choices=("named", "linked", "all"), default="named")
    ap.add_argument("--docs", help="file that lists the documents to score, one a line")
    ap.add_argument(
        "--gazetteer", help="entities.tsv.gz: score predicted QIDs against the Wikipedia titles by label and alias"
    )
    ap.add_argument("--write-text")
    ap.add_argument("--write-gold")
    ap.add_argument("--json", action="store_true")
    ap.add_argument(
        "--loose-type",
        action="store_true",
        help="place and organization count as one type (GUM labels acting countries organization)",
    )
    a = ap.parse_args()
    G = {os.path.basename(f)[:-7]: load(f) for f in sorted(glob.glob(os.path.join(a.gold, "GUM_news_*.conllu")))}
    if a.docs:
        keep = set(open(a.docs).read().split())
        G = {k: v for k, v in G.items() if k in keep}
    if a.write_text:
        os.makedirs(a.write_text, exist_ok=True)
        for k, (t, _) in G.items():
            open(os.path.join(a.write_text, k + ".txt"), "w", encoding="utf8", newline="").write(t)
    if a.write_gold:
        with open(a.write_gold, "w", encoding="utf8") as f:
            for k, (t, m) in G.items():
                f.write(
                    json.dumps({"doc": k, "mentions": [x for x in m if x["type"] in TYPES]}, ensure_ascii=False) + "\n"
                )
    if not (a.baseline or a.pred):
        return
    pred = (
        {k: baseline(t) for k, (t, _) in G.items()}
        if a.baseline
        else {r["doc"]: r["mentions"] for r in map(json.loads, open(a.pred, encoding="utf8"))}
    )
    if a.loose_type:
        for t, ms in G.values():
            for m in ms:
                m["type"] = "place" if m["type"] == "organization" else m["type"]
        for ms in pred.values():
            for m in ms:
                m["type"] = "place" if m["type"] == "organization" else m["type"]
    c = collections.Counter()
    b3 = []
    qids = gazetteer(a.gazetteer) if a.gazetteer else None
    for k, (text, ments) in G.items():
        allg = [m for m in ments if m["type"] in TYPES]
        sel = {"named": lambda m: m["named"], "linked": lambda m: m["link"], "all": lambda m: True}[a.subset]
        g = [m for m in allg if sel(m)]
        other = [m for m in allg if not sel(m)]
        p = [m for m in pred.get(k, []) if m["type"] in TYPES]
        used = set()
        pairs = []
        for m in g:  # head match, shortest covering prediction first
            cand = sorted(
                (
                    (q["end"] - q["start"], i)
                    for i, q in enumerate(p)
                    if i not in used
                    and q["type"] == m["type"]
                    and q["start"] <= m["head"][0]
                    and q["end"] >= m["head"][1]
                )
            )
            if cand:
                used.add(cand[0][1])
                pairs.append((m, p[cand[0][1]]))
        # a prediction that hits an unselected gold mention (say a pronoun when the subset is named) is not a false positive
        free = {
            i
            for i, q in enumerate(p)
            if i not in used
            and any(q["type"] == m["type"] and q["start"] <= m["head"][0] and q["end"] >= m["head"][1] for m in other)
        }
        n = len(p) - len(free)
        c["np"] += n
        c["ng"] += len(g)
        c["head"] += len(pairs)
        gs = collections.Counter((m["mstart"] if False else m["start"], m["end"], m["type"]) for m in g)
        mn = {(m["start"], m["end"], m["type"]): (m["mstart"], m["mend"], m["type"]) for m in g}
        ps = {(q["start"], q["end"], q["type"]) for q in p}
        pu = {(q["start"], q["end"]) for q in p}
        trim = lambda s, e: (s + (4 if text[s : s + 4].lower() == "the " else 0), e)
        ps2 = {(*trim(s, e), t) for s, e, t in ps}
        pu2 = {trim(s, e) for s, e in pu}
        c["exact"] += sum((*trim(m["start"], m["end"]), m["type"]) in ps2 for m in g)
        c["span"] += sum(trim(m["start"], m["end"]) in pu2 for m in g)
        for t in TYPES:
            c["np", t] += sum(1 for i, q in enumerate(p) if q["type"] == t and i not in free)
            c["ng", t] += sum(m["type"] == t for m in g)
            c["h", t] += sum(m["type"] == t for m, _ in pairs)
        ge = {m["grp"] for m in g}
        c["ne"] += len(ge)
        c["fe"] += len({m["grp"] for m, _ in pairs})
        if qids is not None:
            for m, q in pairs:
                if not m["link"]:
                    continue
                good = qids.get(title(m["link"]), set())
                got = q.get("link")
                if good:
                    c["in"] += 1
                    c["in linked"] += bool(got)
                    c["in right"] += got in good
                else:
                    c["out"] += 1
                    c["out abstained"] += not got
        for m, q in pairs:
            if m["link"]:
                c["nl"] += 1
                c["lk"] += (q.get("link") or "").replace(" ", "_") == m["link"]
        if any(q.get("cluster") is not None for q in p):
            gc = collections.defaultdict(set)
            pc = collections.defaultdict(set)
            for i, (m, q) in enumerate(pairs):
                gc[m["grp"]].add(i)
                pc[q.get("cluster")].add(i)
            for i, (m, q) in enumerate(pairs):
                x, y = gc[m["grp"]], pc[q.get("cluster")]
                b3.append((len(x & y) / len(y), len(x & y) / len(x)))
    R = {
        "docs": len(G),
        "pred": c["np"],
        "gold": c["ng"],
        "exact span+type": f1(c["exact"], c["np"], c["ng"]),
        "exact span": f1(c["span"], c["np"], c["ng"]),
        "head+type": f1(c["head"], c["np"], c["ng"]),
    }
    for t in TYPES:
        R[f"head {t}"] = f1(c["h", t], c["np", t], c["ng", t])
    R["entity recall"] = c["fe"] / max(1, c["ne"])
    R["link accuracy on matched"] = c["lk"] / max(1, c["nl"])
    R["entities"] = c["ne"]
    R["linked matched"] = c["nl"]
    if qids is not None:
        R["link precision, target in gazetteer"] = c["in right"] / max(1, c["in linked"])
        R["link recall, target in gazetteer"] = c["in right"] / max(1, c["in"])
        R["targets in gazetteer"] = c["in"]
        R["abstained, target not in gazetteer"] = c["out abstained"] / max(1, c["out"])
        R["targets not in gazetteer"] = c["out"]
    if b3:
        P = sum(x for x, _ in b3) / len(b3)
        Q = sum(y for _, y in b3) / len(b3)
        R["B3"] = (P, Q, 2 * P * Q / (P + Q))
    if a.json:
        print(json.dumps(R))
        return
    for k, v in R.items():
        print(
            f"{k:26}",
            "/".join(f"{x * 100:5.1f}" for x in v)
            if isinstance(v, tuple)
            else (f"{v:.4f}" if isinstance(v, float) else v),
        )


if __name__ == "__main__":
    main()
