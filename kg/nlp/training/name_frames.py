"""Sentences of our own with slots for names, because the corpora hardly show agreements, military units, ministries and parties in the language of news.

A slot is `[LABEL]`; the slots below made from parts (`[UNIT]`, `[MINISTRY]`, `[PACT]`) are labelled ORG, ORG and AGREEMENT.
"""

import random
import re
from typing import Final

from kg.nlp.training.rename import Renamer
from kg.nlp.training.sentences import Sentence, Span

_FRAMES: Final = (
    "[GPE] and [GPE] signed the [PACT] in [GPE] last week .",
    "[GPE] signs [PACT] with [GPE]",
    "Under the [PACT] , each side comes to the aid of the other .",
    "Lawmakers in [GPE] ratified the [PACT] on Tuesday .",
    "President [PERSON] called the [AGREEMENT] a historic step .",
    "The [AGREEMENT] obliges [GPE] to report its stocks .",
    "[GPE] withdrew from the [AGREEMENT] and the [PACT] .",
    "Both governments accuse each other of breaking the [PACT] .",
    "The [UNIT] moved into [GPE] overnight , the [MINISTRY] said .",
    "Soldiers of the [UNIT] were seen near [GPE] .",
    "[UNIT] commander [PERSON] denied the report .",
    "The [MINISTRY] said it had no comment .",
    "An official of the [MINISTRY] told [ORG] that talks would resume .",
    "[PERSON] , a spokesman for the [MINISTRY] , rejected the claim .",
    "[MINISTRY] spokeswoman [PERSON] said nothing had changed .",
    "The [ORG] said in a statement that it would appeal .",
    "[ORG] leader [PERSON] asked [GPE] for help .",
    "According to [ORG] , the convoy left [GPE] for [GPE] .",
    "Analysts at the [ORG] believe that [GPE] is preparing for winter .",
    "[PERSON] ( [ORG] ) and [PERSON] ( [ORG] ) voted against it .",
    "[PERSON] met [PERSON] in [GPE] .",
    "[PERSON] arrives in [GPE] for talks with [PERSON]",
    "Prime Minister [PERSON] and Foreign Minister [PERSON] visited [GPE] , [GPE] .",
    "Gen. [PERSON] , who leads the [UNIT] , spoke in [GPE] .",
    "The ships left the port of [GPE] for the [LOC] .",
    "Fighting near the [LOC] has displaced families from [GPE] .",
    "[GPE] , [GPE] and [GPE] backed the motion ; [GPE] abstained .",
    "[GPE] denies sending weapons to [GPE]",
    "[ORG] : more than a hundred hurt in [GPE]",
    "Since the [EVENT] , [GPE] has rebuilt its army .",
    "A veteran of the [EVENT] , [PERSON] joined the [ORG] in his youth .",
    "The [ORG] and the [ORG] formed a coalition in [GPE] .",
)
_ORDINALS: Final = [
    "1st",
    "2nd",
    "3rd",
    "5th",
    "7th",
    "9th",
    "11th",
    "14th",
    "22nd",
    "31st",
    "47th",
    "53rd",
    "76th",
    "98th",
    "103rd",
    "155th",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Eighth",
    "Tenth",
]
_ARMS: Final = [
    "Army",
    "Infantry",
    "Armored",
    "Artillery",
    "Airborne",
    "Marine",
    "Mechanized",
    "Assault",
    "Tank",
    "Engineer",
    "Cavalry",
    "Naval",
    "Guards",
    "Mountain",
    "Rocket",
    "Reserve",
    "Border",
]
_FORMATIONS: Final = ["Division", "Brigade", "Corps", "Regiment", "Battalion", "Army", "Fleet", "Command", "Group"]
_FIELDS: Final = [
    "Defense",
    "Defence",
    "Foreign Affairs",
    "Health",
    "the Interior",
    "Justice",
    "Finance",
    "Energy",
    "Unification",
    "Agriculture",
    "National Security",
    "Internal Affairs",
    "Emergency Situations",
    "Education",
    "Information",
    "Culture",
    "Trade",
    "Transport",
    "National Defense",
    "State Security",
    "Public Security",
    "Intelligence",
    "Labor",
    "Commerce",
]
_BODIES: Final = ["Ministry", "Department", "Committee", "Bureau", "Office", "Council", "Directorate", "Commission"]
_SHORT_BODIES: Final = ["Ministry", "Agency", "Service", "Committee", "Office", "Department", "Council"]
_PACT_KINDS: Final = [
    "Agreement",
    "Accord",
    "Accords",
    "Treaty",
    "Pact",
    "Protocol",
    "Convention",
    "Declaration",
    "Memorandum",
    "Armistice",
    "Charter",
]
_PACT_SUBJECTS: Final = [
    "Peace",
    "Trade",
    "Nuclear",
    "Ceasefire",
    "Security",
    "Defense",
    "Mutual Defense",
    "Strategic Partnership",
    "Border",
    "Free Trade",
    "Grain",
    "Arms Control",
    "Non-Aggression",
    "Military",
    "Climate",
]
_SLOT: Final = re.compile(r"\[([A-Z]+)\]")


def make_sentence(renamer: Renamer, rng: random.Random) -> Sentence:
    """Return one of the frames with its slots filled."""
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[Span] = []
    for piece in rng.choice(_FRAMES).split():
        slot = _SLOT.fullmatch(piece)
        if not slot:
            if piece in {".", ",", ")", ";", ":"} and spaces:
                spaces[-1] = False
            words.append(piece)
            spaces.append(piece != "(")
            continue
        label, name = _fill(slot[1], renamer, rng)
        name_words, name_spaces = renamer.tokenize(name)
        spans.append((len(words), len(words) + len(name_words), label))
        words += name_words
        spaces += [*name_spaces[:-1], True]
    return Sentence(words, spaces, spans=spans)


def _fill(slot: str, renamer: Renamer, rng: random.Random) -> tuple[str, str]:
    """Return the label and the text for a slot."""
    if slot == "UNIT":
        return "ORG", rng.choice(
            (
                f"{rng.choice(_ORDINALS)} {rng.choice(_ARMS)} {rng.choice(_FORMATIONS)}",
                f"{renamer.draw('GPE')} {rng.choice(_FORMATIONS)}",
            )
        )
    if slot == "MINISTRY":
        field = rng.choice(_FIELDS)
        short = f"{field.removeprefix('the ')} {rng.choice(_SHORT_BODIES)}"
        return "ORG", rng.choice((f"{rng.choice(_BODIES)} of {field}", short))
    if slot == "PACT":
        kind, subject = rng.choice(_PACT_KINDS), rng.choice(_PACT_SUBJECTS)
        place = renamer.draw("GPE")
        return "AGREEMENT", rng.choice(
            (
                f"{place} {kind}",
                f"{subject} {kind}",
                f"{place} {subject} {kind}",
                f"{kind} of {place}",
                f"{kind} on {subject}",
            )
        )
    return slot, renamer.draw(slot)
