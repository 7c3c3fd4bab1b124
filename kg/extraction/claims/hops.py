"""Name the voices of a chain: from the source of an attribution to a hop with its entities.

A hop is resolved inside the article: "he" is the person, "the agency" the organization, "we" in a quotation whoever the speaker
speaks for, "a report by the ministry" the ministry. Coordinated sources are one hop. A source that names nobody in particular
keeps its words ("officials", "figures to be published"); where no source is named at all, the hop says so.
"""

from typing import Final

from kg.extraction.annotations import Attribution, Cluster, cluster_of, clusters_by_head, clusters_by_token
from kg.extraction.claims.pronouns import earlier_voice
from kg.extraction.claims.turns import Turns
from kg.extraction.clauses import relation
from kg.extraction.syntax import Doc, Token
from kg.extraction.syntax import Span as Tokens
from kg.gazetteer import shared
from kg.model import Hop, MentionKind, Modality, Span, cover
from kg.vocabulary.calendar import DAY_WORDS
from kg.vocabulary.cues import Direction
from kg.vocabulary.head_words import head_words

UNSPECIFIED_REPORTS: Final = "(unspecified reports)"
UNSPECIFIED: Final = "(unspecified)"
_SELF: Final = frozenset({"i", "me", "my", "mine", "myself"})
_SELVES: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_THIRD: Final = frozenset({"he", "she", "they", "it"})
_ADDRESSEE: Final = frozenset({"you", "your", "yours", "yourself"})
_DOCUMENTS: Final = frozenset({
    "report", "assessment", "estimate", "figure", "datum", "data", "study", "analysis", "survey", "poll", "statement", "document",
    "letter", "memo", "dispatch", "bulletin", "tally", "finding", "review", "briefing", "communique", "communiqué", "story", "article",
})  # fmt: skip
_SAYINGS: Final = frozenset({"claim", "assertion", "allegation", "announcement", "account", "accusation", "suggestion"})
_MADE: Final = _DOCUMENTS | _SAYINGS
_MAKERS: Final = frozenset({"by", "from"})
_PREMODIFIERS: Final = frozenset({"amod", "compound", "nmod", "flat", "nummod", "goeswith"})
_KEPT_CASES: Final = frozenset({"from", "of", "in", "within", "at", "for", "inside", "with"})
_LONGEST: Final = 9  # words of a phrase that serves as a name
_EMPTY_NOUNS: Final = frozenset({"report", "rumor", "rumour"})


class Namer:
    """Names the voice of each attribution of one `Doc`; asks for the voice around it when the source is "I" or "we"."""

    def __init__(self, doc: Doc, turns: Turns) -> None:
        """Take the clusters, roles and turns of `doc` as they are."""
        self._doc = doc
        self._turns = turns
        self._by_id = {cluster.id: cluster for cluster in doc._.clusters}

    def name(self, attribution: Attribution, around: Hop | None) -> Hop | None:
        """Return the hop of an attribution inside the voice `around`, or None when it is that voice itself."""
        head = _noun_of(attribution)
        if head is None or attribution.speaker is not None:
            return self._unnamed(attribution)
        span = (
            cover(Span(part.start_char, part.end_char) for part in attribution.source) if attribution.source else None
        )
        silent = head.lower_ in DAY_WORDS or head.is_currency
        if silent or head.lower_ in _SELF or self._is_nobody_else(head, attribution, around):
            return None
        if head.lower_ in _SELVES:
            return self._represented(around, span, head) if around is not None else None
        if head.lower_ in _ADDRESSEE:
            return self._addressed(head, span)
        person = self._introduced(attribution.source[-1]) if attribution.source else None
        if person is not None:
            return Hop(person.label, (person.id,), span)
        heads = self._coordinated(head, attribution)
        first = min((part.start for part in attribution.source), default=0)
        voices = [self._voice(one, first) for one in heads]
        names = list(dict.fromkeys(name for name, _ in voices))
        entities = tuple(dict.fromkeys(entity for _, found in voices for entity in found))
        return Hop(_join(names), entities, span)

    def _is_nobody_else(self, head: Token, attribution: Attribution, around: Hop | None) -> bool:
        """Tell whether a pronoun that refers to nobody named takes up the voice around: "the miners said they expected"."""
        nested = around is not None and attribution.parent is not None and attribution.parent.cue is not None
        return nested and head.lower_ in _THIRD and cluster_of(self._doc, head) is None

    def _introduced(self, source: Tokens) -> Cluster | None:
        """Return the person whose name closes a description: "the mayor of Oslo, Ann Lee", whatever the tree makes of it."""
        if source[0].pos_ not in {"DET", "PRON"}:
            return None
        commas = [token.i for token in source if token.text == ","]
        if len(commas) != 1 or any(token.pos_ == "CCONJ" for token in source):
            return None
        named: Cluster | None = clusters_by_token(self._doc).get(source.end - 1)
        if named is None or named.type != "Person":
            return None
        whole = any(m.span.start == commas[0] + 1 and m.span.end == source.end for m in named.mentions)
        return named if whole else None

    def _unnamed(self, attribution: Attribution) -> Hop | None:
        """Return the voice of an attribution without a source: that of the turn, a document, or reports of nobody in particular."""
        if attribution.speaker is not None or attribution.cue is None:
            return self._of_turn(attribution)
        document = attribution.cue.root
        if document.pos_ == "NOUN" and document.lemma_.lower() in _DOCUMENTS:
            return Hop(self._voice(document)[0], (), None)
        if _adds_no_voice(attribution):
            return None
        assessed = attribution.entry is not None and attribution.entry.modality is Modality.ASSESSMENT
        return Hop(UNSPECIFIED if assessed else UNSPECIFIED_REPORTS, (), None)

    def _of_turn(self, attribution: Attribution) -> Hop | None:
        """Return who speaks in the turn of a transcript."""
        where = attribution.speaker or (attribution.content[0] if attribution.content else None)
        turn = self._turns.at(where.start_char) if where is not None else None
        if turn is None and attribution.speaker is not None:
            return Hop(attribution.speaker.text.rstrip(":"), (), None)
        return turn.hop if turn else None

    def _represented(self, around: Hop, span: Span | None, head: Token) -> Hop | None:
        """Return whom the speaker speaks for: the country or organization of the post that the article gives them."""
        for role in self._doc._.roles:
            if role.person.id not in around.entities:
                continue
            country = role.country or (role.organization and role.organization.country)
            if country is not None:
                return Hop(f"{country.label} ({head.text})", (country.id,), span)
            if role.organization is not None:
                return self._government(role.organization, head, span)
        return None

    def _government(self, body: Cluster, head: Token, span: Span | None) -> Hop:
        """Return the country that a body speaks for when it bears the name of a seat of power ("White House Press Office")."""
        words = body.label.split()
        for end in range(len(words), 0, -1):
            metonym = shared().metonym(" ".join(words[:end]))
            if metonym is None:
                continue
            country = next((cluster for cluster in self._doc._.clusters if cluster.qid == metonym[1]), None)
            row = shared().get(metonym[1])
            if country is not None:
                return Hop(f"{country.label} ({head.text})", (country.id,), span)
            if row is not None:
                return Hop(f"{row.label} ({head.text})", (), span)
        return Hop(f"{body.label} ({head.text})", (body.id,), span)

    def _addressed(self, head: Token, span: Span | None) -> Hop | None:
        turn = self._turns.at(head.idx)
        for token in head.sent:
            cluster = cluster_of(self._doc, token) if token.dep_ == "vocative" else None
            if cluster is not None:
                return Hop(cluster.label, (cluster.id,), span)
        found = self._turns.addressee(turn) if turn else None
        return Hop(found.name, found.entities, span) if found else None

    def _coordinated(self, head: Token, attribution: Attribution) -> list[Token]:
        """Return `head` and the heads coordinated with it inside the source, unless one name holds them all.

        A list without "and" is an apposition that the parser took for one ("Lee, spokesperson for the governor, said").
        """
        spans = attribution.source
        own = cluster_of(self._doc, head)
        others = [
            token
            for token in head.conjuncts
            if token.i > head.i
            and any(part.start <= token.i < part.end for part in spans)
            and token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}
            and (own is None or clusters_by_token(self._doc).get(token.i) is not own)
        ]
        joined = any(child.dep_ == "cc" for token in others for child in token.children)
        return [head, *others] if joined else [head]

    def _voice(self, head: Token, first: int = 0) -> tuple[str, tuple[str, ...]]:
        """Return the name of a voice and its entities; words before the token `first` are no part of the name ("*quoting* officials")."""
        maker = self._maker(head) or self._maker_before(head)
        if maker is not None:
            return self._voice(maker)
        if head.pos_ == "PRON" and cluster_of(self._doc, head) is None:
            head, first = earlier_voice(self._doc, head) or head, 0
        cluster = self._named_beside(head) or cluster_of(self._doc, head)
        if cluster is not None:
            return _labelled(cluster), (cluster.id,)
        members = [found for token in _included(head) if (found := cluster_of(self._doc, token)) is not None]
        name = self._owned(head) + noun_phrase(head, first)
        if members:
            name += f" ({', '.join(member.label for member in members)})"
        if head.tag_ == "NNS" and head.lemma_.lower() in _EMPTY_NOUNS and name.lower() == head.lower_:
            return UNSPECIFIED_REPORTS, ()
        return name, tuple(member.id for member in members)

    def _owned(self, head: Token) -> str:
        """Return whose the voice is, before its name, where a pronoun tells: "*her* lawyer" is "Ann Lee's lawyer"."""
        owner = next((child for child in head.children if child.dep_ == "nmod:poss" and child.pos_ == "PRON"), None)
        cluster = None if owner is None else cluster_of(self._doc, owner)
        return "" if cluster is None else f"{cluster.label}'s "

    def _maker(self, head: Token) -> Token | None:
        """Return who made a document that speaks: "a report by the UN", "the ministry's figures", "a BBC report"."""
        if head.lemma_.lower() not in _MADE or clusters_by_head(self._doc).get(head.i) is not None:
            return None
        for child in head.children:
            if relation(child) in {"nmod", "obl"} and any(
                case.lower_ in _MAKERS for case in child.children if case.dep_ == "case"
            ):
                return child
        for child in head.children:
            if child.dep_ == "nmod:poss" and child.lower_ not in _SELVES | _SELF:
                return child
        for child in head.children:
            if child.dep_ in {"compound", "nmod"} and child.i < head.i and self._is_named(child):
                return child
        return None

    def _maker_before(self, head: Token) -> Token | None:
        """Return who made a document that an earlier phrase introduced: "the BBC report … . The report said"."""
        definite = any(
            child.lower_ in {"the", "this", "that", "these", "those"} for child in head.children if child.dep_ == "det"
        )
        if not definite or head.lemma_.lower() not in _DOCUMENTS:
            return None
        earlier = (token for token in reversed(self._doc[: head.i]) if token.lemma_ == head.lemma_)
        return next((maker for token in earlier if (maker := self._maker(token)) is not None), None)

    def _is_named(self, token: Token) -> bool:
        cluster = cluster_of(self._doc, token)
        return cluster is not None and any(
            m.kind is MentionKind.NAME and m.span.start <= token.i < m.span.end for m in cluster.mentions
        )

    def _named_beside(self, head: Token) -> Cluster | None:
        """Return who or what is named beside a title or description: "the minister, Ann Lee", "Minister of Trade Ann Lee", "a daily, the Post"."""
        if head.tag_ == "NNS":
            return None  # "members of the board, among them Ann Lee": many speak
        near = [
            head,
            *(
                child
                for child in head.children
                if relation(child) in {"appos", "flat", "compound", "nmod"}
                and child.dep_ != "nmod:poss"
                and not _has_case(child)
            ),
        ]
        for token in near:
            cluster = clusters_by_head(self._doc).get(token.i) or (
                clusters_by_token(self._doc).get(token.i) if relation(token) == "flat" else None
            )
            if cluster is not None and cluster.type == "Person":
                found: Cluster = cluster
                return found
        return self._named_body(head)

    def _named_body(self, head: Token) -> Cluster | None:
        """Return the body whose name stands in apposition to a description: "a daily, the Oslo Post"."""
        for child in head.children:
            cluster = (
                clusters_by_head(self._doc).get(child.i) if child.dep_ == "appos" and not _has_case(child) else None
            )
            if cluster is not None and head_words().is_a(cluster.type, "Organization"):
                found: Cluster = cluster
                return found
        return None


def _noun_of(attribution: Attribution) -> Token | None:
    """Return the noun of the source: its head, or its noun where the parser made an adjective the head ("officials familiar with")."""
    head = attribution.head or (attribution.source[0].root if attribution.source else None)
    if head is None or head.pos_ != "ADJ" or not attribution.source:
        return head
    nouns = [token for token in attribution.source[0] if token.pos_ in {"NOUN", "PROPN"} and token.i < head.i]
    return nouns[-1] if nouns else head


def _adds_no_voice(attribution: Attribution) -> bool:
    """Tell whether words without a source only say how sure whoever speaks is, and nobody else is heard."""
    entry, rule = attribution.entry, attribution.rule
    if rule.endswith(":none") and rule.startswith("verb:") and attribution.parent is not None:
        return True  # "it is important to remember that 300 left": whoever speaks says so
    if rule == "evidential" or (rule.startswith("verb:") and entry is not None and entry.direction is Direction.NONE):
        return True  # "300 people seem to have left", "it appears that"
    if rule == "passive:none" and attribution.parent is not None and attribution.parent.cue is not None:
        return True  # "Lee said that 12 deaths were confirmed": Lee tells what is held to be so
    if entry is None:
        return False
    if entry.speech_act == "question" or entry.modality is Modality.PROJECTION:
        return True  # "Asked whether 300 had left, the mayor said", "is expected to"
    return entry.modality is Modality.ASSESSMENT and rule == "adverb"  # "presumably"


def _labelled(cluster: Cluster) -> str:
    """Return the label of an entity with the acronym that the article introduces for it: "Korean Central News Agency (KCNA)"."""
    acronym = min(cluster.acronyms, default=None)
    return f"{cluster.label} ({acronym})" if acronym and acronym not in cluster.label else cluster.label


def noun_phrase(head: Token, start: int = 0) -> str:
    """Return a short name for an unnamed voice: the noun with what comes before it, from `start`, and its "of", "from", "in" phrases."""
    kept = [head]
    for child in head.children:
        if (relation(child) in _PREMODIFIERS and child.i < head.i and child.dep_ != "nmod:poss") or (
            child.dep_ == "nmod:poss" and child.pos_ != "PRON"
        ):
            kept += list(child.subtree)
        elif (
            relation(child) == "nmod"
            and child.i > head.i
            and any(c.lower_ in _KEPT_CASES for c in child.children if c.dep_ == "case")
            and "," not in {child.left_edge.text, child.doc[child.left_edge.i - 1].text}
        ):
            kept += [token for token in child.subtree if token.i <= child.i or token.dep_ in {"flat", "compound"}]
    kept = [
        token
        for token in sorted(set(kept), key=lambda token: token.i)
        if token is head or (token.i >= start and (not token.is_punct or token.text in "-–’'/&"))
    ]
    if len(kept) > _LONGEST:
        kept = [token for token in kept if token.i <= head.i]
    words = "".join(token.text_with_ws for token in kept).strip()
    return words[:1].lower() + words[1:] if _is_capital_by_place(kept[0]) else words


def _is_capital_by_place(word: Token) -> bool:
    """Tell whether a word has its capital, if any, only because a sentence or quotation begins there."""
    if word.pos_ not in {"NOUN", "ADJ", "NUM"} or word.text.isupper() or shared().demonym(word.text) is not None:
        return False
    return word.i == word.sent.start or not word.doc[word.i - 1].is_alpha


def _included(head: Token) -> list[Token]:
    """Return the heads of "including X and Y" after a noun."""
    for child in head.subtree:
        if child.lower_ in {"including", "among"} and child.head.i > child.i:
            return [child.head, *child.head.conjuncts]
    return []


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def _join(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
