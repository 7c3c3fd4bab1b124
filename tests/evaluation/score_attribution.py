#!/usr/bin/env python3
"""Score predicted attributions (source, cue, content spans) against PolNeAR's brat .ann gold.

Gold:   --gold DIR   a PolNeAR compartment directory that holds text/ and attributions/ (dev for tuning; test once).
        With several annotators for a document the first in alphabetical order is used (--annotator all: mean over them).
Input:  --pred FILE  JSONL, one document a line:
        {"doc": "nyt_2016-09-16_clinton-plan-for-taxes-is-expans",      # text file name without .txt
         "attributions": [{"source": [[s,e],...] | [s,e] | null, "cue": ..., "content": ...}, ...]}
        Offsets are code points into text/<doc>.txt.  Any role may be null.
Or:     --baseline   runs the trivial baseline (nearest speech verb + left capitalised span) and scores it.
        --write FILE writes the baseline's predictions in the input format.
Metrics (micro-averaged over the corpus; all ignore white space, quotation marks and edge punctuation):
  exact    a role span counts when its trimmed token set equals a gold one (one to one)
  soft     Johansson & Moschitti intersection: mean over predicted spans of the best covered share (P), over gold (R)
           = "partial"/"overlap" in Pareti et al. 2013
  token    F1 over tokens labelled with the role anywhere in the document (Citron's overlap metric; PolNeAR is univocal)
  match    a span counts when it overlaps a gold span with token Jaccard >= 0.5 (one to one, greedy)
  AR       whole relation: aligned by content (Jaccard >= 0.5) or, failing content, by cue; correct when cue overlaps,
           source overlaps (or both absent) and content Jaccard >= 0.5.  source|content: source accuracy among aligned.
"""

import argparse, collections, glob, json, os, re, sys

TOK = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
EDGE = set("\"“”'’‘`,.;:!?-–—()[]")
ROLES = ("source", "cue", "content")


def toks(text):
    return [(m.start(), m.end(), m.group()) for m in TOK.finditer(text)]


def tokset(spans, tk):
    ids = [i for i, (a, b, w) in enumerate(tk) if any(a < e and b > s for s, e in spans)]
    while ids and tk[ids[0]][2] in EDGE:
        ids.pop(0)
    while ids and tk[ids[-1]][2] in EDGE:
        ids.pop()
    return frozenset(i for i in ids if tk[i][2] not in '"“”')


def norm(x):
    if not x:
        return []
    if isinstance(x[0], (int, float)):
        return [(int(x[0]), int(x[1]))]
    return [(int(a), int(b)) for a, b in x]


def read_ann(path):
    T = {}
    E = []
    for line in open(path, encoding="utf8"):
        p = line.rstrip("\n").split("\t")
        if len(p) < 2:
            continue  # a surface text that runs over a line break
        if line[0] == "T":
            kind, off = p[1].split(" ", 1)
            T[p[0]] = (kind, [tuple(map(int, o.split())) for o in off.split(";")])
        elif line[0] == "E":
            a = collections.defaultdict(list)
            for part in p[1].split()[1:]:
                r, t = part.split(":")
                a[re.sub(r"\d+$", "", r)].append(t)
            E.append(a)
    out = []
    for a in E:
        d = {}
        for r in ("Source", "Cue", "Content"):
            d[r.lower()] = [s for t in a.get(r, []) for s in T[t][1]]
        out.append(d)
    return out


def load_gold(d):
    g = collections.defaultdict(list)
    for f in sorted(glob.glob(os.path.join(d, "attributions", "*.ann"))):
        g[os.path.basename(f)[:-4].rsplit("_", 1)[0]].append(read_ann(f))
    texts = {k: open(os.path.join(d, "text", k + ".txt"), encoding="utf8", newline="").read() for k in g}
    return g, texts


def jac(a, b):
    return len(a & b) / len(a | b) if a | b else 0.0


def one2one(P, G, ok):
    pairs = sorted(((jac(p, g), i, j) for i, p in enumerate(P) for j, g in enumerate(G) if p & g), reverse=True)
    up, ug, out = set(), set(), []
    for s, i, j in pairs:
        if i in up or j in ug or not ok(s, P[i], G[j]):
            continue
        up.add(i)
        ug.add(j)
        out.append((i, j))
    return out


class Acc:
    def __init__(s, segments=False):
        s.c = collections.Counter()
        s.segments = segments

    def segs(s, span):  # split a discontinuous token set into runs (BIO view, as CofeNet counts)
        out, run = [], []
        for i in sorted(span):
            if run and i != run[-1] + 1:
                out.append(frozenset(run))
                run = []
            run.append(i)
        return out + ([frozenset(run)] if run else [])

    def doc(s, pred, gold, tk):
        P = [{r: tokset(a[r], tk) for r in ROLES} for a in pred]
        G = [{r: tokset(a[r], tk) for r in ROLES} for a in gold]
        c = s.c
        for r in ROLES:
            p = [a[r] for a in P if a[r]]
            g = [a[r] for a in G if a[r]]
            if s.segments:
                p = [y for x in p for y in s.segs(x)]
                g = [y for x in g for y in s.segs(x)]
            if r == "source":  # the same source span may serve several attributions: count distinct spans
                p = list(dict.fromkeys(p))
                g = list(dict.fromkeys(g))
            c[r, "np"] += len(p)
            c[r, "ng"] += len(g)
            c[r, "exact"] += len(one2one(p, g, lambda j, x, y: x == y))
            c[r, "match"] += len(one2one(p, g, lambda j, x, y: j >= 0.5))
            c[r, "sp"] += sum(max([len(x & y) / len(x) for y in g] or [0]) for x in p)
            c[r, "sr"] += sum(max([len(x & y) / len(y) for x in p] or [0]) for y in g)
            tp = frozenset().union(*p) if p else frozenset()
            tg = frozenset().union(*g) if g else frozenset()
            c[r, "tp"] += len(tp & tg)
            c[r, "tnp"] += len(tp)
            c[r, "tng"] += len(tg)
        c["ar", "np"] += len(P)
        c["ar", "ng"] += len(G)
        al = one2one([a["content"] for a in P], [a["content"] for a in G], lambda j, x, y: j >= 0.5)
        for i, j in al:
            c["al"] += 1
            so = bool(P[i]["source"] & G[j]["source"]) or not (P[i]["source"] or G[j]["source"])
            c["al_src"] += so
            c["al_srcx"] += P[i]["source"] == G[j]["source"]
            cu = bool(P[i]["cue"] & G[j]["cue"]) or not (P[i]["cue"] or G[j]["cue"])
            c["ar", "tp"] += so and cu
            c["ar", "x"] += all(P[i][r] == G[j][r] for r in ROLES)

    def report(s):
        c = s.c
        f = lambda p, r: 2 * p * r / (p + r) if p + r else 0.0
        d = lambda a, b: a / b if b else 0.0
        R = {}
        for r in ROLES:
            np_, ng = c[r, "np"], c[r, "ng"]
            R[r] = {"pred": np_, "gold": ng}
            for k in ("exact", "match"):
                p, q = d(c[r, k], np_), d(c[r, k], ng)
                R[r][k] = [round(x, 4) for x in (p, q, f(p, q))]
            p, q = d(c[r, "sp"], np_), d(c[r, "sr"], ng)
            R[r]["soft"] = [round(x, 4) for x in (p, q, f(p, q))]
            p, q = d(c[r, "tp"], c[r, "tnp"]), d(c[r, "tp"], c[r, "tng"])
            R[r]["token"] = [round(x, 4) for x in (p, q, f(p, q))]
        p, q = d(c["ar", "tp"], c["ar", "np"]), d(c["ar", "tp"], c["ar", "ng"])
        R["AR"] = {"pred": c["ar", "np"], "gold": c["ar", "ng"], "overlap": [round(x, 4) for x in (p, q, f(p, q))]}
        p, q = d(c["ar", "x"], c["ar", "np"]), d(c["ar", "x"], c["ar", "ng"])
        R["AR"]["exact"] = [round(x, 4) for x in (p, q, f(p, q))]
        R["AR"]["aligned_by_content"] = c["al"]
        R["AR"]["source|content"] = round(d(c["al_src"], c["al"]), 4)
        R["AR"]["source|content exact"] = round(d(c["al_srcx"], c["al"]), 4)
        return R


NUMRX = re.compile(
    r"[$£€]?\b\d[\d,]*(?:\.\d+)?\b(?:\s?(?:%|percent|million|billion|thousand))?|\b(?:dozens|hundreds|thousands|millions|billions)\b",
    re.I,
)


def numbers(text):
    """Count mentions: numerals that are no year, date, clock time or part of a hyphenated word."""
    for m in NUMRX.finditer(text):
        w = m.group()
        if (
            re.fullmatch(r"(?:19|20)\d\d", w)
            or re.match(r"[-–]\w|:\d|\s?[ap]\.?m\b|(?:st|nd|rd|th)\b", text[m.end() :])
            or re.search(
                r"(?:[-:/.]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s)$",
                text[max(0, m.start() - 11) : m.start()],
            )
        ):
            continue
        yield m.start(), m.end()


class Num:
    """--numbers: for every count mention, is it inside an attribution's content, and whose?"""

    def __init__(s):
        s.c = collections.Counter()

    def doc(s, pred, gold, text, tk):
        for a, b in numbers(text):
            g = [x for x in gold if any(p <= a < q for p, q in x["content"])]
            p = [x for x in pred if any(u <= a < v for u, v in x["content"])]
            s.c["n"] += 1
            s.c["g"] += bool(g)
            s.c["p"] += bool(p)
            s.c["both"] += bool(g and p)
            if g and p:
                gs = [tokset(x["source"], tk) for x in g]
                ps = [tokset(x["source"], tk) for x in p]
                s.c["src"] += any((x & y) or (not x and not y) for x in gs for y in ps)

    def report(s):
        c = s.c
        f = lambda t: (t / max(1, c["p"]), t / max(1, c["g"]))
        h = lambda p, r: 2 * p * r / (p + r) if p + r else 0
        for n, t in (("attributed or not", c["both"]), ("attributed to the right source", c["src"])):
            p, r = f(t)
            print(f"numbers: {n:32} P {p * 100:.1f} R {r * 100:.1f} F1 {h(p, r) * 100:.1f}")
        print(
            f"numbers: {c['n']} mentions, {c['g']} attributed in gold, {c['p']} in prediction; source right on {c['src']}/{c['both']} of those both attribute"
        )


# ---------------------------------------------------------------- trivial baseline
VERBS = (
    "said says say saying told tells added adds adding announced announces argued argues argue asserted assessed believe believes believed claimed claims claim claiming "
    "concluded confirmed confirms contended declared denied denies described estimated estimates explained explains expects expected hoped insisted insists noted notes noting pointed predicted "
    "promised reported reports reporting revealed stated stressed suggested suggests testified thinks think thought tweeted vowed wants want wanted warned warns warning wrote writes asked asks called calls acknowledged admitted accused projected"
).split()
VRX = re.compile(r"\b(?:" + "|".join(VERBS) + r")\b", re.I)
NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen)\.\s+)?[A-Z][\w’'\-]+(?:\s+(?:of|the|and|de|for|[A-Z]\.|[A-Z][\w’'\-]+))*"
SRX = re.compile(
    NAME
    + r"|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|officials|aides|critics|experts|lawmakers|analysts|(?:[Tt]he|[Aa])\s+\w+(?:\s+\w+)?)\b"
)
STOPN = {
    "The",
    "But",
    "And",
    "In",
    "On",
    "At",
    "It",
    "This",
    "That",
    "When",
    "While",
    "As",
    "If",
    "For",
    "After",
    "A",
    "An",
    "So",
}
QRX = re.compile(r'“[^”]+”|"[^"]+"|\'\'.+?\'\'')


def baseline(text):
    out = []
    b = 0
    S = []
    for m in re.finditer(
        r'(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bGov)(?<!\bMrs)[.!?]["”’\']*(?=\s+["“\'A-Z])|\n+', text
    ):
        S.append((b, m.end()))
        b = m.end()
    S.append((b, len(text)))
    for s0, s1 in S:
        s = text[s0:s1]
        if not s.strip():
            continue
        quotes = [(m.start(), m.end()) for m in QRX.finditer(s)]
        inq = lambda i: any(a <= i < e for a, e in quotes)
        for m in re.finditer(r"\b[Aa]ccording to\s+((?:the\s+|an?\s+)?[^,.;]+)", s):
            a, e = m.span(1)
            rest = (m.end() + 1, len(s)) if m.start() < 3 else (0, m.start())
            out.append(
                {
                    "source": [[s0 + a, s0 + e]],
                    "cue": [[s0 + m.start(), s0 + m.start() + 12]],
                    "content": [[s0 + rest[0], s0 + rest[1]]],
                }
            )
            break
        else:
            vs = [m for m in VRX.finditer(s) if not inq(m.start())]
            if not vs:
                continue
            v = vs[0]
            left = [m for m in SRX.finditer(s, 0, v.start()) if not inq(m.start()) and m.group() not in STOPN]
            right = SRX.match(s, v.end() + 1) if v.end() + 1 < len(s) else None
            src = left[-1] if left and v.start() - left[-1].end() < 40 else right
            if src is None and left:
                src = left[-1]
            if quotes:
                con = [[s0 + a, s0 + e] for a, e in quotes]
            elif len(s.rstrip()) - v.end() > 25:
                a = v.end()
                mm = re.match(r"\s+(?:that\s+)?", s[a:])
                a += mm.end() if mm else 0
                con = [[s0 + a, s0 + len(s.rstrip())]]
            else:
                con = [[s0, s0 + (src.start() if src else v.start())]]
            out.append(
                {
                    "source": [[s0 + src.start(), s0 + src.end()]] if src else None,
                    "cue": [[s0 + v.start(), s0 + v.end()]],
                    "content": con,
                }
            )
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", "--data", dest="gold", required=True)
    ap.add_argument("--pred")
    ap.add_argument("--baseline", action="store_true")
    ap.add_argument("--write")
    ap.add_argument("--annotator", choices=("first", "all"), default="first")
    ap.add_argument("--json", action="store_true")
    ap.add_argument(
        "--numbers",
        action="store_true",
        help="also score, for every count mention, whether it is attributed and to whom",
    )
    ap.add_argument(
        "--segments", action="store_true", help="every contiguous run is one span (CofeNet tables count so)"
    )
    ap.add_argument(
        "--human",
        action="store_true",
        help="agreement: second annotator scored against the first, on multiply annotated documents",
    )
    a = ap.parse_args()
    gold, texts = load_gold(a.gold)
    if a.baseline:
        pred = {k: baseline(t) for k, t in texts.items()}
    elif a.human:
        pred = {}
    else:
        pred = {
            r["doc"].removesuffix(".txt"): r["attributions"] for r in map(json.loads, open(a.pred, encoding="utf8"))
        }
    if a.write:
        with open(a.write, "w", encoding="utf8") as f:
            for k in sorted(pred):
                f.write(json.dumps({"doc": k, "attributions": pred[k]}) + "\n")
    num = Num()
    acc = Acc(a.segments)
    miss = 0
    for k in sorted(gold):
        tk = toks(texts[k])
        if a.human:
            for i, x in enumerate(gold[k]):
                for y in gold[k][i + 1 :]:
                    acc.doc(y, x, tk)
                    num.doc(y, x, texts[k], tk)
            continue
        if k not in pred:
            miss += 1
        p = [{r: norm(x.get(r)) for r in ROLES} for x in pred.get(k, [])]
        for g in gold[k] if a.annotator == "all" else gold[k][:1]:
            acc.doc(p, g, tk)
            num.doc(p, g, texts[k], tk)
    R = acc.report()
    if a.json:
        print(json.dumps(R))
        return
    print(f"{len(gold)} gold documents, {miss} without prediction")
    print(f"{'role':8}{'pred':>6}{'gold':>6}   exact P/R/F1         match(J>=.5)         soft overlap         token")
    for r in ROLES:
        x = R[r]
        print(
            f"{r:8}{x['pred']:6}{x['gold']:6}   "
            + "   ".join("/".join(f"{v * 100:4.1f}" for v in x[k]) for k in ("exact", "match", "soft", "token"))
        )
    if a.numbers:
        num.report()
    x = R["AR"]
    print(
        f"AR      {x['pred']:6}{x['gold']:6}   overlap "
        + "/".join(f"{v * 100:4.1f}" for v in x["overlap"])
        + "   exact "
        + "/".join(f"{v * 100:4.1f}" for v in x["exact"])
        + f"   source|content {x['source|content'] * 100:.1f} (exact {x['source|content exact'] * 100:.1f}) on {x['aligned_by_content']} aligned"
    )


if __name__ == "__main__":
    main()
