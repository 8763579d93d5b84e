"""Verb groups: negation, clitics, auxiliaries and verb become one English verb phrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.conjugate import conjugate
from presslens.sentiment.gloss.data import reflexives
from presslens.sentiment.gloss.english import inflect
from presslens.sentiment.gloss.items import (
    WEAK,
    GlossWord,
    Item,
    feature,
    form,
    lemma,
    spread,
    word,
)
from presslens.sentiment.gloss.negation import negated_already
from presslens.sentiment.gloss.order import subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE: Final = frozenset({"voi", "vei", "va", "vom", "veți", "vor", "oi", "or"})
_WOULD: Final = frozenset({"aș", "ar"})
_HAVE: Final = frozenset({"am", "ai", "a", "are", "au", "ați", "avea"})
_BETWEEN: Final = {"mai": "also", "tot": "still", "prea": "too", "și": "also", "cam": "rather"}
_SUBJECTS: Final = {
    ("1", "Sing"): "I", ("1", "Plur"): "we", ("2", "Sing"): "you", ("2", "Plur"): "you",
}  # fmt: skip
_BARE_AFTER: Final = frozenset({"putea", "trebui"})
_STATES: Final = ("be", "become", "seem", "appear", "happen", "come", "go", "die", "die out")


@dataclass(slots=True)
class Group:
    """The parts of a verb group, as they are found.

    Attributes:
        verb: The item of the main verb.
        bes: Forms of "fi" before it, passive or perfect.
        aux: The auxiliary from "avea" or "vrea".
        mark: "să", or "a" before an infinitive.
        negation: "nu".
        clitics: Weak pronouns.
        adverbs: "mai", "tot" and the like that stand inside the group.
    """

    verb: Item
    bes: list[Token] = field(default_factory=list)
    aux: Token | None = None
    mark: Token | None = None
    negation: Token | None = None
    clitics: list[Token] = field(default_factory=list)
    adverbs: list[Token] = field(default_factory=list)

    @property
    def passive(self) -> bool:
        """Whether a form of "fi" makes the verb passive."""
        if any(t.dep_ == "aux:pass" for t in self.bes):
            return True
        last = form(self.bes[-1]) if self.bes else ""
        return last not in {"", "fi"} and feature(self.verb.head, "VerbForm") == "Part"

    @property
    def perfect(self) -> bool:
        """Whether "fi" makes the group perfect ("ar fi spus", "să fi fost arestat")."""
        return len(self.bes) - self.passive >= 1

    @property
    def conditional(self) -> bool:
        """Whether the auxiliary says "would"."""
        if self.aux is None:
            return False
        text = form(self.aux)
        if text in _WOULD:
            return True
        first = self.bes[0] if self.bes else self.verb.head
        return text in {"am", "ai", "ați"} and feature(first, "VerbForm") == "Inf"

    def tense(self) -> str:
        """The English tense, as :func:`conjugate` names them."""
        late = "_perfect" if self.perfect else ""
        aux = form(self.aux) if self.aux is not None else ""
        marked = form(self.mark) if self.mark is not None else ""
        if self.conditional:
            return "would" + late
        if aux in _FUTURE or (marked in {"să", "sa"} and aux == "o"):
            return "will" + late
        if marked in {"să", "sa"} and aux in _HAVE:
            return "would" if aux == "avea" else "will"
        if marked:
            return "to" + late
        if aux in _HAVE:
            return "past"
        return _own_tense(self.bes[0] if self.bes else self.verb.head)


def _own_tense(token: Token) -> str:
    kind = feature(token, "VerbForm")
    if kind == "Ger":
        return "ing"
    if kind == "Part":
        return "part"
    if kind == "Inf" or feature(token, "Mood") in {"Sub", "Imp"}:
        return "bare"
    if form(token) == "vrea":
        return "pres"  # often taken for the imperfect
    tense = {"Imp": "past", "Past": "past", "Pqp": "had"}.get(feature(token, "Tense"))
    return tense or "pres"


def group_verbs(items: list[Item]) -> list[Item]:
    """``items`` with every verb group as one item that knows its words."""
    found: list[Item] = []
    i = 0
    while i < len(items):
        end = _main(items, i)
        if end is None:
            found.append(items[i])
            i += 1
            continue
        group = _parts(items, i, end)
        found.append(_write(group, items[i : end + 1], found))
        i = end + 1
    return found


def _inside(item: Item) -> bool:
    token = item.head
    if len(item.tokens) > 1:
        return False
    if token.pos_ == "PART" or token.pos_ == "AUX":
        return True
    if form(token) in {"nu", "n"}:
        return True
    if token.pos_ == "PRON" and feature(token, "Strength") == "Weak":
        return True
    if form(token) == "și" and token.i > 0 and token.nbor(-1).pos_ == "AUX":
        return True  # "a și furat"
    return form(token) in _BETWEEN and token.pos_ in {"ADV", "CCONJ"} and token.dep_ == "advmod"


def _main(items: list[Item], start: int) -> int | None:
    end = start
    last = None
    while end < len(items) and end - start < 9:
        item = items[end]
        token = item.head
        if item.pos in {"VERB", "VERB?"} and token.pos_ in {"VERB", "AUX"}:
            return end if form(item.tokens[0]) not in _BETWEEN else None
        if token.pos_ == "AUX" and lemma(token) == "fi" and len(item.tokens) == 1:
            last = end
        elif not _inside(item):
            break
        end += 1
    return last


def _parts(items: list[Item], start: int, end: int) -> Group:
    group = Group(items[end])
    for item in items[start:end]:
        token = item.head
        text = form(token)
        if lemma(token) == "fi" and token.pos_ == "AUX":
            group.bes.append(token)
        elif token.pos_ == "AUX" or (text == "o" and token.pos_ not in {"PRON", "DET"}):
            group.aux = token
        elif text in {"nu", "n"}:
            group.negation = token
        elif token.pos_ == "PART":
            group.mark = token
        elif token.pos_ == "PRON":
            group.clitics.append(token)
        else:
            group.adverbs.append(token)
    return group


def _write(group: Group, items: list[Item], before: list[Item]) -> Item:
    verb = group.verb
    token = verb.head
    tense = _after(before, group, group.tense())
    base = _base(group)
    if tense == "part" and before and lemma(before[-1].head) == "trebui":
        base, tense = _passive(base), "bare"
    person, number = _agreement(group)
    if verb.pos == "VERB?" and not group.passive:
        parts = _unknown(token.text, tense, negative=_negated(group))
    else:
        parts = conjugate(base, tense, third=person in {"", "3"}, plural=number == "Plur",
                          first=person == "1" and number != "Plur",
                          negative=_negated(group))  # fmt: skip
    words = []
    subject = _SUBJECTS.get((person, number)) if _subjectless(group, tense) else None
    if subject is not None:
        words.append(word(subject, token))
    helper = group.aux or group.mark or (group.bes[0] if group.bes else token)
    adverbs = [_adverb(t, group) for t in group.adverbs]
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if last:
            words.extend(adverbs)
        if part == "not" and group.negation is not None:
            words.append(word(part, group.negation))
        elif last:
            words.append(spread(part, verb.tokens))
        else:
            words.append(word(part, helper))
    words.extend(_objects(group, tense))
    tokens = sorted((t for item in items for t in item.tokens), key=lambda t: t.i)
    return Item(tokens, token, verb.english, "VERB", [w for w in words if w.text], base=base)


def _unknown(text: str, tense: str, *, negative: bool) -> list[str]:
    """A verb without English stays as it is; its tense and negation are known all the same."""
    helper = tense.partition("_")[0]
    lead = [helper] if helper in {"will", "would", "to"} else []
    return [*lead, *(["not"] if negative else []), text]


def _negated(group: Group) -> bool:
    return group.negation is not None and not negated_already(group.negation)


def _adverb(token: Token, group: Group) -> GlossWord:
    text = form(token)
    if text == "mai" and group.negation is not None:
        return word("any longer", token)
    return word(_BETWEEN[text], token)


def _base(group: Group) -> str:
    verb = group.verb
    base = verb.english or "be"
    if verb.head.pos_ == "AUX" and len(verb.tokens) == 1:
        return "be"
    reflexive = any(feature(t, "Reflex") == "Yes" for t in group.clitics)
    if reflexive and len(verb.tokens) == 1:
        special = reflexives().get(lemma(verb.head))
        if special is not None:
            return special
    if verb.pos == "VERB?":
        return "be " + base
    if group.passive:
        return _passive(base)
    if reflexive and len(verb.tokens) == 1:
        kinds = {t.dep_ for t in group.clitics}
        if kinds & {"expl:pass", "expl:impers"} and base.split(" ")[0] not in _STATES:
            return _passive(base)
    return base


def _passive(base: str) -> str:
    return base if base.startswith("be ") else "be " + inflect(base, "part")


def _after(before: list[Item], group: Group, tense: str) -> str:
    """The tense, given what stands before: "can" and "without" change the form that follows."""
    previous = next((i for i in reversed(before[-4:]) if i.pos not in {"ADV", "PUNCT"}), None)
    if previous is None:
        return tense
    ends = (previous.base or previous.english).rsplit(" ", 1)[-1]
    modal = lemma(previous.head) in _BARE_AFTER and previous.pos == "VERB"
    if tense == "to" and (modal or ends == "to"):
        return "bare"
    if tense == "to" and previous.pos == "ADP" and lemma(previous.head) == "de":
        if len(previous.tokens) == 1:
            previous.english = ""
        return tense
    if tense == "to" and lemma(previous.head) == "care":
        return "would"
    if tense in {"to", "bare"} and ends in {"without", "before", "of", "after", "than", "from"}:
        return "ing"
    alone = previous is before[-1] and len(previous.tokens) == 1
    if tense == "part" and alone and lemma(previous.head) == "de" and previous.pos == "ADP":
        previous.english = ""
        return "to"
    return tense


def _agreement(group: Group) -> tuple[str, str]:
    for token in (group.aux, *group.bes, group.verb.head):
        if token is not None and (feature(token, "Person") or feature(token, "Number")):
            person, number = feature(token, "Person"), feature(token, "Number")
            if form(token) == "am":
                return "1", "Plur" if number == "Plur" else "Sing"
            if not number and person == "3":
                number = _subject_number(group.verb.head)
            return person, number
    return "", ""


def _subject_number(verb: Token) -> str:
    found = subject(verb)
    if found is None:
        return ""
    if any(c.dep_ == "conj" for c in found.children):
        return "Plur"
    noun = found.head.head if lemma(found) in {"care", "ce"} else found
    return feature(noun, "Number")


def _subjectless(group: Group, tense: str) -> bool:
    if tense in {"to", "to_perfect", "bare", "ing", "part"}:
        return False
    head = group.verb.head
    places = [head, head.head] if head.dep_ in {"cop", "aux", "aux:pass"} else [head]
    return not any(c.dep_.startswith(("nsubj", "csubj")) for p in places for c in p.children)


def _objects(group: Group, tense: str) -> list[GlossWord]:
    found = []
    for token in group.clitics:
        if feature(token, "Reflex") == "Yes" or token.dep_.startswith("expl"):
            continue
        text = WEAK.get(form(token), "")
        if form(token) in {"îi", "i"} and feature(token, "Number") == "Plur":
            text = "them"
        if text and not _doubled(token):
            found.append(word(text, token))
    return found


def _doubled(token: Token) -> bool:
    kind = token.dep_
    return any(
        c.dep_ == kind and c.i != token.i and c.pos_ in {"NOUN", "PROPN", "PRON"}
        for c in token.head.children
    )
