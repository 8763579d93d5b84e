"""Noun phrases: adjectives and possessives go before the noun, with article and case before all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.english import inflect
from presslens.sentiment.gloss.items import Item, feature, form, lemma, word

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL: Final = frozenset({"NOUN", "NAME", "NOUN?"})
_BEFORE: Final = frozenset({"DET", "NUM", "ADJ", "ADJ?"})
_POSSESSIVE: Final = frozenset({"său", "meu", "tău", "nostru", "vostru", "lui"})
_TITLES: Final = frozenset({"Mr", "Mrs", "Miss"})
_ARTICLES: Final = frozenset({"al", "a", "ai", "ale", "alor"})


def arrange(items: list[Item]) -> list[Item]:
    """``items`` in English order, each phrase with its article and case in ``lead``."""
    found: list[Item] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.pos not in _NOMINAL:
            found.append(item)
            i += 1
            continue
        left = _left(found, item)
        before = found[left:]
        del found[left:]
        owner, adjectives, i = _right(items, i + 1, item)
        phrase = _compose(before, owner, adjectives, item)
        _lead(phrase, item, found)
        found.extend(phrase)
    return found


def _left(found: list[Item], noun: Item) -> int:
    """Where the words before the noun that belong to it begin."""
    own = {t.i for t in noun.tokens}
    at = len(found)
    heads = set(own)
    while at > 0 and len(found) - at < 8:
        item = found[at - 1]
        token = item.head
        belongs = token.head.i in heads
        if item.pos in _BEFORE and belongs:
            heads.add(token.i)
        elif not (item.pos in {"ADV", "CCONJ"} and belongs and token.head.i not in own):
            break
        at -= 1
    return at


def _right(items: list[Item], start: int, noun: Item) -> tuple[Item | None, list[list[Item]], int]:
    """The possessive after the noun, the adjectives in runs, and where the phrase ends."""
    own = {t.i for t in noun.tokens}
    owner: Item | None = None
    runs: list[list[Item]] = []
    heads: set[int] = set()
    at = start
    while at < len(items) and at - start < 16:
        item = items[at]
        token = item.head
        if item.pos in {"DET", "PRON"} and owner is None and _owns(token, own, noun):
            owner = item
            at += 1
            continue
        run = _adjective(items, at, own, noun)
        if run is not None:
            if token.dep_ == "conj" or form(items[at].head) in {"și", "sau"}:
                break
            runs.append(run)
            heads.update(t.i for i in run for t in i.tokens)
            at += len(run)
            continue
        run = _joined(items, at, heads) if runs else None
        if run is None:
            break
        runs[-1].extend(run)
        heads.update(t.i for i in run for t in i.tokens)
        at += len(run)
    return owner, runs, at


def _owns(token: Token, own: set[int], noun: Item) -> bool:
    if token.head.i not in own or noun.pos == "NAME":
        return False
    if token.pos_ == "DET":
        return lemma(token) in _POSSESSIVE or feature(token, "PronType") == "Dem"
    return form(token) in {"lui", "ei", "lor", "acestuia", "acesteia", "acestora"} and "Gen" in (
        feature(token, "Case")
    )


def _adjective(items: list[Item], at: int, own: set[int], noun: Item) -> list[Item] | None:
    """An adjective of the noun with the adverbs before it ("cel mai bun"), if it begins here."""
    end = at
    while end < len(items) and end - at < 4:
        item = items[end]
        token = item.head
        if item.pos in {"ADJ", "ADJ?"} or (
            item.pos == "NUM" and feature(token, "NumType") == "Ord"
        ):
            if (
                token.head.i in own
                and token.dep_ in {"amod", "nummod", "acl"}
                and not _heavy(token, items, end)
            ):
                return items[at : end + 1]
            return None
        if item.pos == "ADV" or (item.pos == "DET" and lemma(token) in {"cel", "al"}):
            end += 1
            continue
        return None
    return None


def _heavy(token: Token, items: list[Item], at: int) -> bool:
    """Whether something of the adjective's own follows it ("important pentru țară")."""
    edge = token.right_edge.i
    if edge <= token.i:
        return False
    return any(
        c.i > token.i
        and c.dep_ in {"obl", "obl:agent", "obl:pmod", "ccomp", "advcl", "nmod", "csubj"}
        for c in token.children
    )


def _joined(items: list[Item], at: int, heads: set[int]) -> list[Item] | None:
    """A further adjective joined by "și" or a comma, with the joint."""
    joint = items[at]
    if joint.head.text != "," and joint.pos != "CCONJ":
        return None
    end = at + 1
    while end < len(items) and end - at < 4:
        item = items[end]
        if item.pos in {"ADJ", "ADJ?"}:
            token = item.head
            joined = (
                token.dep_ == "conj" and token.head.i in heads and not _heavy(token, items, end)
            )
            return items[at : end + 1] if joined else None
        if item.pos != "ADV":
            return None
        end += 1
    return None


def _compose(
    before: list[Item], owner: Item | None, runs: list[list[Item]], noun: Item
) -> list[Item]:
    """Determiner, numeral, adjectives, noun. Later adjectives stand farther from the noun."""
    moved = [item for run in reversed(runs) for item in run]
    if owner is not None:
        before = [owner, *(b for b in before if not _bare_article(b))]
    return [*before, *moved, noun]


def _bare_article(item: Item) -> bool:
    return item.pos == "DET" and lemma(item.head) in {"cel", "al"}


def _lead(phrase: list[Item], noun: Item, found: list[Item]) -> None:
    """Write "of", "to" and "the" before the first word of the phrase."""
    first = phrase[0]
    token = noun.head
    linked = any(form(i.head) in _ARTICLES and lemma(i.head) == "al" for i in phrase[:-1])
    if _oblique(phrase) or linked or _named(phrase):
        governed = bool(found) and (found[-1].pos == "ADP" or token.head in found[-1].tokens[1:])
        if not governed:
            chief = token.head if token.dep_ == "conj" else token
            giving = chief.dep_ in {"iobj", "obj", "obl"} and chief.head.pos_ == "VERB"
            first.lead.append(word("to" if giving and not linked else "of", first.head))
    for item in phrase[:-1]:
        if lemma(item.head) == "al" or (
            form(item.head) == "lui" and item.head.i < token.i and item.pos == "DET"
        ):
            item.english = ""
    if _definite(phrase, noun):
        bearer = next((i for i in phrase if feature(i.head, "Definite") == "Def"), noun)
        after = phrase[1] if first.english in {"all", "both"} and first is not noun else first
        after.lead.append(word("the", bearer.head))


def _named(phrase: list[Item]) -> bool:
    """Whether "lui" stands before a name."""
    noun = phrase[-1]
    return any(
        form(i.head) == "lui" and i.pos == "DET" and i.head.i < noun.head.i for i in phrase[:-1]
    )


def _oblique(phrase: list[Item]) -> bool:
    return any(
        feature(i.head, "Case") == "Dat,Gen" and i.pos in {*_NOMINAL, "DET", "ADJ", "NUM"}
        and lemma(i.head) not in _POSSESSIVE
        for i in phrase
    )  # fmt: skip


def _definite(phrase: list[Item], noun: Item) -> bool:
    if noun.pos == "NAME" or noun.english[:4] == "the " or noun.english in _TITLES:
        return False
    if len(phrase) == 1 and _names(noun.head):
        return False
    for item in phrase[:-1]:
        if item.pos == "DET" and item.english and item.english not in {"all", "both"}:
            return False
        if item.pos == "PRON":
            return False
    if any(i.pos == "NUM" and feature(i.head, "NumType") == "Ord" for i in phrase[:-1]):
        return True
    return any(
        feature(t, "Definite") == "Def" and i.pos in {"NOUN", "NOUN?", "ADJ", "NUM"}
        for i in phrase
        for t in (i.tokens if i is noun else [i.head])
    )


def _names(token: Token) -> bool:
    """Whether a name of the noun's own follows it at once ("președintele Nicușor Dan")."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    own = following.pos_ == "PROPN" and following.head.i == token.i
    return own and "Gen" not in feature(following, "Case")


def noun_text(item: Item) -> str:
    """The noun in its number."""
    token = item.head
    text = item.english
    if item.pos == "NOUN" and feature(token, "Number") == "Plur":
        text = inflect(text, "plural")
    if token.text[:1].isupper() and not token.is_sent_start and text[:1].islower():
        text = text[:1].upper() + text[1:]
    return text
