"""From the ClearNLP-style labels of spaCy's own English models to Universal Dependencies, so that the extraction knows one scheme only.

The schemes differ in names (`dobj` is `obj`, `nsubjpass` is `nsubj:pass`) and in three shapes:

- prepositions: ClearNLP makes the preposition the head (`spoke -prep→ in -pobj→ Seoul`), UD the noun (`spoke -obl→ Seoul -case→ in`);
- copulas: ClearNLP makes the verb the head (`is -attr→ leader`), UD the predicate (`leader -cop→ is`);
- coordinators and punctuation hang on the first conjunct in ClearNLP, on the following conjunct in UD; `cc` is moved, punctuation stays.

Entity labels of those models are renamed too (`FAC` is `FACILITY`, `LAW` is kept: an agreement is recognized by its words elsewhere).
"""

from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

COMPONENT: Final = "kg_clearnlp_to_ud"
CLEARNLP_ONLY: Final = frozenset({"dobj", "pobj", "nsubjpass", "prep", "attr", "auxpass", "acomp"})

_NAMES: Final = {
    "acomp": "xcomp", "agent": "case", "auxpass": "aux:pass", "csubjpass": "csubj:pass", "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "dep",
    "neg": "advmod", "nn": "compound", "npadvmod": "obl:unmarked", "nsubjpass": "nsubj:pass", "num": "nummod", "number": "nummod", "oprd": "xcomp", "pcomp": "advcl",
    "poss": "nmod:poss", "possessive": "case", "preconj": "cc:preconj", "predet": "det:predet", "prt": "compound:prt", "quantmod": "advmod", "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
}  # fmt: skip
_PREPOSITIONS: Final = frozenset({"prep", "agent", "dative"})
_NOMINAL_POS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"})
_ENTITY_NAMES: Final = {"FAC": "FACILITY", "WORK_OF_ART": "MISC", "PRODUCT": "MISC"}
_COPULA_DEPENDENTS: Final = frozenset(
    {
        "nsubj",
        "csubj",
        "aux",
        "mark",
        "neg",
        "advmod",
        "cc",
        "conj",
        "advcl",
        "punct",
        "expl",
        "prep",
        "npadvmod",
        "parataxis",
    }
)


@Language.component(COMPONENT, retokenizes=False)
def clearnlp_to_ud(doc: Doc) -> Doc:
    """Rewrite heads, relations and entity labels of a parsed `Doc` in place."""
    if not len(doc):
        return doc
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    _raise_objects_of_prepositions(doc, heads, deps)
    _raise_predicates(doc, heads, deps)
    _move_coordinators(doc, heads, deps)
    columns = np.zeros((len(doc), 2), dtype=np.uint64)
    columns[:, 0] = (np.array(heads, dtype=np.int64) - np.arange(len(doc))).astype(
        np.uint64
    )  # spaCy keeps heads as distances, negative ones wrapped
    columns[:, 1] = [doc.vocab.strings.add(_NAMES.get(dep, dep)) for dep in deps]
    doc.from_array(["HEAD", "DEP"], columns)  # type: ignore[arg-type]
    doc.set_ents([Span(doc, ent.start, ent.end, label=_ENTITY_NAMES.get(ent.label_, ent.label_)) for ent in doc.ents])
    return doc


def _raise_objects_of_prepositions(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Let the noun take the preposition's place and the preposition hang on the noun; chains ("from behind the wall") from the inside out."""
    for token in reversed(list(doc)):
        if deps[token.i] not in ("pobj", "pcomp"):
            continue
        preposition = heads[token.i]
        if deps[preposition] not in _PREPOSITIONS and deps[preposition] != "pcomp":
            continue
        governor = heads[preposition]
        clausal = deps[token.i] == "pcomp"
        passive_agent = deps[preposition] == "agent"
        heads[token.i] = governor
        deps[token.i] = _oblique(doc[governor], clausal=clausal, agent=passive_agent)
        heads[preposition], deps[preposition] = token.i, "mark" if clausal else "case"
        for other in range(len(heads)):  # what else hung on the preposition ("especially in", a second object)
            if heads[other] == preposition and other != token.i:
                heads[other] = token.i


def _oblique(governor: Token, *, clausal: bool, agent: bool) -> str:
    """Return the relation of a prepositional phrase to its governor: `nmod` under nominals, `obl` elsewhere, `advcl`/`acl` for clauses."""
    nominal = governor.pos_ in _NOMINAL_POS
    if clausal:
        return "acl" if nominal else "advcl"
    if agent:
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _raise_predicates(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Make the predicate of a copula the head and the copula its `cop`."""
    for token in doc:
        copula = heads[token.i]
        if deps[token.i] not in ("attr", "acomp") or doc[copula].lemma_ != "be" or copula == token.i:
            continue
        is_root = heads[copula] == copula
        heads[token.i] = token.i if is_root else heads[copula]
        deps[token.i] = deps[copula]
        for other in range(len(heads)):
            if (
                heads[other] == copula
                and other not in (copula, token.i)
                and deps[other] in _COPULA_DEPENDENTS | {"obl", "nmod"}
            ):
                heads[other] = token.i
        heads[copula], deps[copula] = token.i, "cop"


def _move_coordinators(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Hang `cc` on the conjunct that follows it; conjuncts of a chain all hang on the first one."""
    for token in doc:
        if deps[token.i] == "conj":
            while deps[heads[token.i]] == "conj":
                heads[token.i] = heads[heads[token.i]]
    for token in doc:
        if deps[token.i] != "cc":
            continue
        before = heads[token.i]
        first = heads[before] if deps[before] == "conj" else before
        following = [i for i in range(token.i + 1, len(heads)) if deps[i] == "conj" and heads[i] == first]
        if following:
            heads[token.i] = following[0]
