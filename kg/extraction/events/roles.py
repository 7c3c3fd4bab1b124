"""Dependency paths from the trigger of an event to whoever fills its roles.

Paths are those of `ontology/patterns.ttl`. Subject and object are the deep ones: passives, relative clauses, participles,
coordination and control ("plans to send", "ordered the army to leave") are undone here, so that relation files need not.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kg.extraction.annotations import cluster_of
from kg.extraction.clauses import relation
from kg.extraction.events.misread import buried_subject, is_buried, part_of_speech
from kg.extraction.syntax import Token
from kg.vocabulary.inflection import spell_out
from kg.vocabulary.relations import verb_classes

_MEASURES: Final = spell_out(
    [
        "thousand",
        "hundred",
        "dozen",
        "score",
        "ten",
        "million",
        "number",
        "group",
        "group",
        "total",
        "majority",
        "handful",
        "couple",
        "lot",
        "rest",
        "part",
        "percent",
        "some",
        "many",
        "several",
        "most",
        "unit",
        "column",
        "wave",
        "batch",
        "member",
    ]
)
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HEDGES: Final = frozenset({"about", "around", "over", "nearly", "almost", "approximately", "roughly", "some"})
_HEDGE_ENDS: Final = frozenset({"least", "most", "to", "than"})  # "at least", "up to", "more than"
_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_OWNING: Final = frozenset({"nmod:poss", "amod", "compound", "nmod", "nmod:desc"})
_ARGUMENTS: Final = frozenset({"obj", "obl", "nmod"})
_DEEPEST: Final = 3  # phrases that a place may hang below its trigger
_LONGEST_CLIMB: Final = 4  # clauses between an infinitive and the subject that controls it


def follow(trigger: Token, path: str) -> Iterator[Token]:
    """Yield the tokens that `path` leads to from `trigger`, nearest first."""
    first, _, rest = path.partition(">")
    for token in _step(trigger, first):
        target = _unwrap(token)
        if not rest:
            yield target
        else:
            yield from follow(target, rest)


def _step(token: Token, name: str) -> Iterable[Token]:  # noqa: PLR0911, PLR0912 (one case per step)
    relation_name, _, preposition = name.partition(":")
    match relation_name:
        case "nsubj":
            return _present(deep_subject(token))
        case "obj":
            return _present(deep_object(token))
        case "iobj":
            return [child for child in token.children if child.dep_ == "iobj"]
        case "obl" if preposition == "agent":
            return ()  # the deep subject of a passive is its agent
        case "obl":
            return _obliques(token, preposition)
        case "nmod" if preposition == "poss":
            return [child for child in token.children if child.dep_ == "nmod:poss"]
        case "nmod":
            return _modifiers(token, preposition)
        case "owner":
            return [
                child for child in token.lefts if child.dep_ in _OWNING and cluster_of(token.doc, child) is not None
            ]
        case "subject":
            return _present(_governing_subject(token))
        case "light":
            return _light_argument(token, preposition)
        case "acl":
            return [child for child in token.children if child.dep_ == "acl"]
        case "amod":
            own = [child for child in token.children if child.dep_ == "amod"]
            return [*own, *(inner for child in own for inner in child.lefts if inner.dep_ == "amod")]
        case _:
            return [
                child for child in token.children if child.dep_ == relation_name or relation(child) == relation_name
            ]


def _present(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else (token,)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: an auxiliary or subject says so, or it is a bare past participle on a noun."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children):
        return True
    if is_buried(verb):
        return False
    if verb.tag_ != "VBN" or any(relation(child) == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    if _is_headline(verb) or any(child.dep_ == "obj" for child in verb.children):
        return False
    return verb.dep_ in {"acl", "amod", "advcl"}


def _is_headline(verb: Token) -> bool:
    """Tell whether a participle on the root noun is the only verb of its sentence: a finite verb, in truth ("Troops crossed")."""
    noun = verb.head
    while noun.dep_ == "nmod" and noun.head.lower_ in _MEASURES and noun.head.i < noun.i:
        noun = noun.head
    return (
        verb.dep_ == "acl" and noun.dep_ == "ROOT" and noun.i < verb.i and not any(t.tag_ in _FINITE for t in verb.sent)
    )


def deep_subject(verb: Token) -> Token | None:
    """Return who does what `verb` says, or None."""
    if is_passive(verb):
        return next(
            (c for c in verb.children if c.dep_ == "obl:agent" or (relation(c) == "obl" and _preposition(c) == "by")),
            None,
        )
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:outer"} and not c.is_space), None) or _hedged(
        verb.lefts
    )
    if own is not None:
        return _antecedent(own)
    if is_buried(verb):
        return buried_subject(verb)
    if verb.dep_ == "acl":
        return verb.head if verb.tag_ in {"VBG", "VBN", "VBD"} else _possessor_or_subject(verb.head)
    return _controller(verb)


def deep_object(verb: Token) -> Token | None:
    """Return whom or what `verb` is done to, or None."""
    if not is_passive(verb):
        if is_buried(verb):
            return verb.head
        own = _own_object(verb) or _hedged(verb.rights) or _raised_object(verb)
        if own is not None:
            return _antecedent(own)
        if verb.dep_ == "acl:relcl" and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVE for c in verb.children):
            return verb.head
        return None
    own = next((c for c in verb.children if c.dep_ in {"nsubj:pass", "nsubj"}), None)
    if own is not None:
        return _antecedent(own)
    return verb.head if verb.dep_ in {"acl", "acl:relcl", "amod"} else _controller(verb)


def _own_object(verb: Token) -> Token | None:
    """Return the object of a verb, the second of two bare nouns side by side: the parse cuts "government troops" in two."""
    objects = [child for child in verb.children if child.dep_ == "obj"]
    match objects:
        case [first, second, *_] if second.i == first.i + 1 and first.pos_ == "NOUN" and not any(first.children):
            return second
        case [first, *_]:
            return first
    return None


def _hedged(side: Iterable[Token]) -> Token | None:
    """Return a counted noun that the parse takes for an oblique because of its hedge: "around 3,000 soldiers had moved"."""
    for child in side:
        if relation(child) == "obl" and any(c.dep_ == "nummod" for c in child.children):
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if case is not None and (case.lower_ in _HEDGES or case.nbor().lower_ in _HEDGE_ENDS):
                return child
    return None


def _raised_object(verb: Token) -> Token | None:
    """Return the object that a verb shares with the one coordinated right after it: "detained and deported 40 people"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.i - verb.i == 2 and child.pos_ == "VERB":
            return next((c for c in child.children if c.dep_ == "obj"), None)
    return None


def _controller(verb: Token, climbed: int = 0) -> Token | None:
    """Return the subject that a verb without one takes from the clause above it."""
    governor = verb.head
    if governor.i == verb.i or climbed > _LONGEST_CLIMB:
        return None
    kind = relation(verb)
    if kind == "conj" and governor.pos_ in {"VERB", "AUX"}:
        return surface_subject(governor, climbed + 1)
    if kind not in {"xcomp", "advcl", "ccomp"} or (kind == "ccomp" and verb.tag_ not in {"VB", "VBG"}):
        return None
    if governor.lower_ in verb_classes().object_control:
        handed = next((c for c in governor.children if c.dep_ in {"obj", "iobj"}), None)
        if handed is not None:
            return handed
    if governor.pos_ == "NOUN":
        return _possessor_or_subject(governor)
    return surface_subject(governor, climbed + 1)


def surface_subject(verb: Token, climbed: int = 0) -> Token | None:
    """Return the grammatical subject of a verb, its own or the one it shares."""
    own = next((c for c in verb.children if relation(c) == "nsubj" and not c.is_space), None)
    if own is not None:
        return _antecedent(own)
    if verb.dep_ == "acl":
        return verb.head
    return _controller(verb, climbed)


def _antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ not in _RELATIVE or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return token
    clause = token.head
    for _ in range(_LONGEST_CLIMB):
        if clause.dep_ == "acl:relcl":
            return clause.head
        clause = clause.head
    return token


def _possessor_or_subject(noun: Token) -> Token | None:
    """Return whose plan or decision `noun` is: its owner, its subject where it is a verb in truth, or that of its verb."""
    named = [c for c in noun.lefts if cluster_of(noun.doc, c) is not None]
    owner = next((c for c in named if c.dep_ in _OWNING), None)
    if owner is None and noun.tag_ == "NNS":  # "the government *plans* to …"
        owner = next((c for c in named if c.dep_ == "nsubj" and c.i == noun.i - 1), None)
    return owner if owner is not None else _governing_subject(noun)


def light_verb(noun: Token) -> Token | None:
    """Return the verb that lends `noun` its subject ("launched an attack", "attacks were launched"), or None."""
    node = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
    verb = node.head
    if relation(node) not in {"obj", "nsubj", "obl"} or verb.lower_ not in verb_classes().light or verb.i == node.i:
        return None
    if node.dep_ == "nsubj" or (relation(node) == "obl" and _preposition(node) not in {"in", "out", "with"}):
        return None
    return verb


def carrier(noun: Token) -> Token | None:
    """Return the verb that `noun` hangs on without being said to do anything: a light verb, or "took place", "broke out"."""
    verb = light_verb(noun)
    if verb is None and noun.dep_ == "nsubj" and noun.head.lower_ in verb_classes().happening:
        return noun.head
    return verb


def _governing_subject(noun: Token) -> Token | None:
    verb = light_verb(noun)
    return None if verb is None else deep_subject(verb)


def _light_argument(noun: Token, name: str) -> Iterable[Token]:
    """Return an argument of the light verb: its subject as `nsubj` or, of verbs of receiving, as `patient`; or `obj`, `iobj`."""
    verb = light_verb(noun)
    if verb is None:
        return ()
    if name in {"nsubj", "patient"}:
        received = verb.lower_ in verb_classes().patient
        found = deep_subject(verb) if received == (name == "patient") else None
    else:
        found = next((c for c in verb.children if c.dep_ == name), None)
    return () if found is None or found.i == noun.i else (found,)


def _obliques(verb: Token, preposition: str) -> Iterator[Token]:
    """Yield obliques of a verb under a preposition, those too that the parse hangs on its object or before another one."""
    own = [c for c in verb.children if relation(c) == "obl"]
    yield from (c for c in own if _preposition(c) == preposition)
    for phrase in own:  # "negotiated with Turkey over gas": "Turkey" as a compound of "gas"
        yield from (c for c in phrase.lefts if c.dep_ == "compound" and _preposition(c) == preposition)
    for thing in [verb.head] if is_buried(verb) else [c for c in verb.children if c.dep_ == "obj"]:
        yield from (c for c in thing.children if relation(c) == "nmod" and _preposition(c) == preposition)


def _modifiers(noun: Token, preposition: str) -> Iterator[Token]:
    """Yield modifiers of a noun under a preposition, those too that hang on its complement or on the verb that carries it."""
    own = [c for c in noun.children if relation(c) in {"nmod", "obl"}]
    yield from (c for c in own if _preposition(c) == preposition)
    for child in own:
        if _preposition(child) == "of":
            yield from (c for c in child.children if relation(c) == "nmod" and _preposition(c) == preposition)
    verb = carrier(noun)
    if verb is not None:
        yield from (
            c for c in verb.children if relation(c) == "obl" and _preposition(c) == preposition and c.i != noun.i
        )


def phrases(trigger: Token) -> dict[str, list[Token]]:
    """Return the prepositional phrases around a trigger by preposition, nearest first: "held talks with the envoy in Cairo".

    Places, origins and destinations belong to the event whichever of its participants the parse hangs them on.
    """
    found: dict[str, list[Token]] = {}
    verb = carrier(trigger) if part_of_speech(trigger) != "VERB" else None
    layer = [trigger, *_present(verb), *([trigger.head] if is_buried(trigger) else [])]
    for depth in range(_DEEPEST + 1):
        below = []
        for node in layer:
            for child in node.children:
                kind = relation(child)
                if kind not in _ARGUMENTS or child.i == trigger.i:
                    continue
                if kind == "nmod" or (kind == "obl" and depth == 0):
                    found.setdefault(_preposition(child), []).append(_unwrap(child))
                if child.i > trigger.i:
                    below.append(child)
        layer = below
    return found


def _preposition(token: Token) -> str:
    """Return the preposition of a phrase, joined by `_` when it has several words ("out_of"), empty when it has none."""
    for case in token.children:
        if case.dep_ == "case":
            return "_".join([case.lower_, *[c.lower_ for c in case.children if c.dep_ == "fixed"]])
    return ""


def _unwrap(token: Token) -> Token:
    """Return what is measured: "soldiers" in "thousands of soldiers"."""
    if token.lower_ in _MEASURES or token.pos_ == "NUM":
        for child in token.children:
            if relation(child) in {"nmod", "obl"} and _preposition(child) == "of":
                return _unwrap(child)
    return token
