#!/usr/bin/env python3
"""Score predicted count claims against gold.jsonl (hand-annotated real passages) or seed_gold.json.

Input --pred FILE, JSONL, one document a line:
  {"doc_id": "w01", "claims": [{"value_start": s, "value_end": e, "value_min": 190, "value_max": 190, "hedge": "exact", "approx": false,
      "unit": "deaths", "counted": "...", "asserter_chain": ["outermost", ..., "innermost"], "modality": "reported", "from": null, "to": null}]}
  Offsets are code points into the document's text file.  A claim aligns with the gold claim whose value span overlaps (else: same values, same sentence).
Report: detection P/R/F1; over aligned claims: bounds (both ends), hedge class, hedge group (lower/upper/point/range/vague), modality, unit,
  chain depth, innermost asserter, outermost asserter, whole chain, and strict = bounds + innermost asserter + modality.
  Names match when one's significant tokens are a subset of the other's (case, titles and bracketed notes ignored).
    Alternatives recorded in the gold (alt_chains, alt_modality, alt_hedge, alt_bounds) count as right.
  An empty gold chain (narrator) matches an empty predicted chain or one that only names the outlet.
--by FIELD  breaks the strict and detection recall down by a gold field (hedge, modality, attribution_depth, doc prefix: "src").
--baseline  trivial regular-expression extractor.   --implicit also scores claims without a value in the text.
"""

import argparse, collections, json, os, re

STOP = set(
    "the a an of and for mr mrs ms dr president prime minister secretary general director spokesman spokesperson representative sen rep gen captain report reporter south north".split()
) - {"south", "north"}


def us(n):
    return re.sub(r"\b(?:U\.\s?S\.(?:A\.)?|US|USA)(?=\W|$)", "United States", n or "")


def key(n):
    n = us(n)
    return frozenset(
        w for w in re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", n or "").lower()) if w not in STOP
    ) or frozenset(re.findall(r"\w+", (n or "").lower()))


def full(n):
    return frozenset(w for w in re.findall(r"\w+", us(n).lower()) if w not in STOP)


def same(a, b):
    for x in (key(a), full(a)):
        for y in (key(b), full(b)):
            if x and y and (x <= y or y <= x):
                return True
    return False


GROUP = dict(
    at_least="lower",
    more_than="lower",
    up_to="upper",
    less_than="upper",
    exact="point",
    approx="point",
    nearly="point",
    range="range",
    vague="vague",
)
IGN = {}


def load(gold):
    if os.path.isdir(gold):
        gold = os.path.join(gold, "gold.jsonl")
    if gold.endswith(".json"):
        g = json.load(open(gold, encoding="utf8"))
        doc = g["doc"]
        if not os.path.exists(doc):
            doc = os.path.join(os.path.dirname(os.path.abspath(gold)), "..", "seeds", doc)
        return {
            os.path.splitext(os.path.basename(doc))[0]: (
                open(doc, encoding="utf8", newline="").read(),
                g["count_claims"],
                g["outlet"],
            )
        }
    base = os.path.dirname(os.path.abspath(gold))
    out = {}
    for l in open(gold, encoding="utf8"):
        r = json.loads(l)
        p = os.path.join(base, r["text_file"])
        if not os.path.exists(p):
            print("no text, rebuild it:", r["text_file"])
            continue
        t = open(p, encoding="utf8", newline="").read()
        for c in r["claims"]:
            if c.get("value_start") is None:  # re-lookup set: place the value by its short anchor phrase
                i = t.find(c["anchor"])
                j = i + c["anchor"].find(c["value_text"]) if i >= 0 else t.find(c["value_text"])
                c["value_start"], c["value_end"] = j, j + len(c["value_text"])
        out[r["doc_id"]] = (t, [c for c in r["claims"] if c["value_start"] >= 0], r["outlet"])
        IGN[r["doc_id"]] = r.get("ignore", [])
    return out


WORD = dict(
    one=1,
    two=2,
    three=3,
    four=4,
    five=5,
    six=6,
    seven=7,
    eight=8,
    nine=9,
    ten=10,
    eleven=11,
    twelve=12,
    fifteen=15,
    sixteen=16,
    twenty=20,
    thirty=30,
    forty=40,
    fifty=50,
)
MULT = dict(hundred=100, thousand=1000, million=10**6, billion=10**9, m=10**6, bn=10**9)
NRX = re.compile(
    r"(?P<cur>[$£€])?\b(?P<n>\d[\d,]*(?:\.\d+)?|"
    + "|".join(WORD)
    + r")(?:\s?(?P<m>hundred|thousand|million|billion|bn|m)\b)?(?P<pc>\s?(?:%|percent|per cent))?|\b(?P<v>dozens|hundreds|thousands|millions)\b",
    re.I,
)
UNITW = [
    ("troops", r"troops?|soldiers?|marines|personnel|forces"),
    ("fighters", "fighters|militants"),
    ("deaths", "dead|killed|died|deaths?|bodies|killing"),
    ("injured", "injured|wounded"),
    ("refugees", "refugees?|syrians"),
    ("drones", "drones"),
    ("shells", "shells?"),
    ("people", "people"),
]


def baseline(t):
    out = []
    for m in NRX.finditer(t):
        if re.fullmatch(r"(?:19|20)\d\d", m.group()) or re.search(
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Aug\.|Sept\.)\s$",
            t[max(0, m.start() - 11) : m.start()],
        ):
            continue
        after = t[m.end() : m.end() + 40]
        if re.match(
            r"[\s-]?(?:hours?|days?|weeks?|months?|years?|year|a\.m|p\.m|km|miles?|metres|others? \w+ ago)", after
        ) or re.match(r":\d", after):
            continue
        if m.group("n") and m.group("n").lower() == "one" and not m.group("m"):
            continue
        before = t[max(0, m.start() - 22) : m.start()].lower()
        if m.group("v"):
            mn = mx = None
            h = "vague"
        else:
            n = WORD.get(m.group("n").lower()) or float(m.group("n").replace(",", ""))
            n *= MULT.get((m.group("m") or "").lower(), 1)
            mn = mx = n
            h = "exact"
            if re.search(r"(?:at least)\s$", before):
                h = "at_least"
                mx = None
            elif re.search(r"(?:more than|over|exceeded|above)\s$", before):
                h = "more_than"
                mx = None
            elif re.search(r"(?:up to|as many as|as high as|no more than)\s$", before):
                h = "up_to"
                mn = None
            elif re.search(r"(?:less than|fewer than)\s$", before):
                h = "less_than"
                mn = None
            elif re.search(r"(?:about|around|some|roughly|approximately|estimated)\s$", before):
                h = "approx"
            elif re.search(r"(?:nearly|almost)\s$", before):
                h = "nearly"
        a = t.rfind("\n", 0, m.start()) + 1
        s0 = max(
            [a] + [x.end() for x in re.finditer(r'[.!?]["”]?\s', t[a : m.start()])]
            and [a + x.end() for x in re.finditer(r'[.!?]["”]?\s', t[a : m.start()])]
            or [a]
        )
        e = re.search(r'[.!?]["”]?(?:\s|$)|\n', t[m.end() :])
        s1 = m.end() + (e.start() if e else len(t) - m.end())
        s = t[s0:s1]
        v = re.search(
            r"\b(said|says|told|claimed|announced|reported|added|estimates?|according to|denied|confirmed|indicated)\b",
            s,
        )
        chain = []
        mod = "fact"
        if v:
            mod = "reported"
            if v.group() == "according to":
                x = re.match(r"\s+(?:the\s+)?([^,.]+)", s[v.end() :])
                chain = [x.group(1)] if x else []
            else:
                c = re.findall(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*|\bofficials\b|\bhe\b|\bHe\b", s[: v.start()])
                chain = [c[-1]] if c else []
        if re.search(r"\b(?:will|would|plans?|expected|goal|pledged|could|by (?:the end|next|\d{4}|December))\b", s):
            mod = "projection"
        u = (
            "percent"
            if m.group("pc")
            else "USD"
            if m.group("cur") == "$"
            else next((k for k, r in UNITW if re.search(r"\b(?:" + r + r")\b", after, re.I)), None)
        )
        out.append(
            dict(
                value_start=m.start(),
                value_end=m.end(),
                value_min=mn,
                value_max=mx,
                hedge=h,
                approx=h in ("approx", "nearly"),
                unit=u,
                asserter_chain=chain,
                modality=mod,
            )
        )
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", "--data", dest="gold", required=True)
    ap.add_argument("--pred")
    ap.add_argument("--baseline", action="store_true")
    ap.add_argument("--by")
    ap.add_argument("--implicit", action="store_true")
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    G = load(a.gold)
    P = (
        {k: baseline(t) for k, (t, _, _) in G.items()}
        if a.baseline
        else {r["doc_id"]: r["claims"] for r in map(json.loads, open(a.pred, encoding="utf8"))}
    )
    c = collections.Counter()
    by = collections.defaultdict(collections.Counter)
    for k, (text, gold, outlet) in G.items():
        gold = [g for g in gold if a.implicit or not g.get("implicit")]
        pr = P.get(k, [])
        used = set()
        pr = [p for p in pr if not any(p["value_start"] < e and p["value_end"] > b for b, e, _ in IGN.get(k, []))]
        c["np"] += len(pr)
        c["ng"] += len(gold)
        for g in gold:
            cand = [
                (abs(p["value_start"] - g["value_start"]) + abs(p["value_end"] - g["value_end"]), i)
                for i, p in enumerate(pr)
                if i not in used and p["value_start"] < g["value_end"] and p["value_end"] > g["value_start"]
            ]
            if not cand and "sent_start" in g:
                cand = [
                    (0, i)
                    for i, p in enumerate(pr)
                    if i not in used
                    and g["sent_start"] <= p["value_start"] < g["sent_end"]
                    and (p["value_min"], p["value_max"]) == (g["value_min"], g["value_max"])
                ]
            grp = (k[0] if a.by == "src" else g.get(a.by)) if a.by else None
            by[grp]["n"] += 1
            if not cand:
                if a.errors:
                    print("MISS", k, g["value_text"], "|", g.get("sentence", "")[:150])
                continue
            i = min(cand)[1]
            used.add(i)
            p = pr[i]
            c["tp"] += 1
            by[grp]["found"] += 1
            num = lambda x: None if x is None else round(float(x), 4)
            HH = [g["hedge"]] + g.get("alt_hedge", [])
            ok = dict(
                bounds=any(
                    num(p["value_min"]) == num(x) and num(p["value_max"]) == num(y)
                    for x, y in [(g["value_min"], g["value_max"])] + g.get("alt_bounds", [])
                ),
                hedge=p.get("hedge") in HH,
                hedge_group=GROUP.get(p.get("hedge")) in [GROUP[h] for h in HH],
                approx=bool(p.get("approx")) == g["approx"],
                modality=p.get("modality") in [g["modality"]] + g.get("alt_modality", []),
                unit=(p.get("unit") or "").lower() in [x.lower() for x in [g["unit"]] + g.get("alt_unit", [])],
            )
            pc = [x for x in p.get("asserter_chain") or [] if full(x) != full(outlet)]
            GC = [g["asserter_chain"]] + g.get("alt_chains", [])
            ok["depth"] = any(len(pc) == len(gc) for gc in GC)
            ok["innermost"] = any((not pc and not gc) or bool(pc and gc and same(pc[-1], gc[-1])) for gc in GC)
            ok["outermost"] = any((not pc and not gc) or bool(pc and gc and same(pc[0], gc[0])) for gc in GC)
            ok["chain"] = any(len(pc) == len(gc) and all(same(x, y) for x, y in zip(pc, gc)) for gc in GC)
            ok["strict"] = ok["bounds"] and ok["innermost"] and ok["modality"]
            for x, y in ok.items():
                c[x] += y
            by[grp]["strict"] += ok["strict"]
            if a.errors and not ok["strict"]:
                print(
                    "DIFF",
                    k,
                    g["value_text"],
                    [x for x in ("bounds", "innermost", "modality") if not ok[x]],
                    "pred",
                    p["value_min"],
                    p["value_max"],
                    pc,
                    p.get("modality"),
                    "| gold",
                    g["value_min"],
                    g["value_max"],
                    g["asserter_chain"],
                    g["modality"],
                )
    d = lambda x, y: x / y if y else 0
    p, r = d(c["tp"], c["np"]), d(c["tp"], c["ng"])
    print(
        f"{len(G)} documents, {c['ng']} gold claims, {c['np']} predicted\ndetection P {p:.3f} R {r:.3f} F1 {d(2 * p * r, p + r):.3f}"
    )
    for x in (
        "bounds",
        "hedge",
        "hedge_group",
        "approx",
        "unit",
        "modality",
        "depth",
        "innermost",
        "outermost",
        "chain",
        "strict",
    ):
        print(f"{x:12} {d(c[x], c['tp']):.3f} of aligned   {d(c[x], c['ng']):.3f} of gold")
    if a.by:
        for k in sorted(by, key=str):
            print(
                f"{a.by}={k}: n {by[k]['n']}  found {d(by[k]['found'], by[k]['n']):.2f}  strict {d(by[k]['strict'], by[k]['n']):.2f}"
            )


if __name__ == "__main__":
    main()
