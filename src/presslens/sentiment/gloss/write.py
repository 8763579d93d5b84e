"""From items in English order to words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.english import article, inflect
from presslens.sentiment.gloss.items import (
    WEAK,
    GlossWord,
    Item,
    feature,
    form,
    lemma,
    spread,
)
from presslens.sentiment.gloss.phrases import noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOTION: Final = frozenset(
    [
        "merge",
        "veni",
        "ajunge",
        "întoarce",
        "duce",
        "contribui",
        "participa",
        "trimite",
        "invita",
        "pleca",
        "adresa",
        "reveni",
        "aduce",
        "chema",
        "asista",
        "apela",
        "renunța",
        "referi",
        "vizită",
        "acces",
        "întoarcere",
        "participare",
        "contribuție",
        "călătorie",
        "răspuns",
        "referire",
        "invitație",
        "aderare",
        "adera",
        "chemare",
        "apel",
    ]
)
_PERSONAL: Final = {"he": "him", "she": "her", "they": "them", "I": "me", "we": "us"}


def write(items: list[Item]) -> list[GlossWord]:
    """The words of ``items``; "a" becomes "an" where it must."""
    found: list[GlossWord] = []
    skip = False
    for i, item in enumerate(items):
        if skip:
            skip = False
            continue
        if _graded(items, i):
            following = items[i + 1]
            text = _grade(items, i)
            found.extend(item.lead)
            found.append(spread(text, sorted([*item.tokens, *following.tokens], key=lambda t: t.i)))
            skip = True
            continue
        found.extend(item.lead)
        found.extend(_words(item, items, i))
    return _articles(_tidy(found))


def _graded(items: list[Item], i: int) -> bool:
    item = items[i]
    if item.pos != "ADV" or form(item.head) != "mai" or i + 1 >= len(items):
        return False
    following = items[i + 1]
    return (
        following.pos in {"ADJ", "ADV"} and len(following.tokens) == 1 and bool(following.english)
    )


def _grade(items: list[Item], i: int) -> str:
    following = items[i + 1]
    best = i > 0 and lemma(items[i - 1].head) in {"cel", "acela"}
    known = {"bine": "well", "mult": "much", "puțin": "little"}.get(lemma(following.head))
    return inflect(known or following.english, "est" if best else "er")


def _words(item: Item, items: list[Item], i: int) -> list[GlossWord]:
    if item.words is not None:
        return item.words
    text = _text(item, items, i)
    return [spread(text, item.tokens)] if text else []


def _text(item: Item, items: list[Item], i: int) -> str:
    token = item.head
    if item.pos in {"NOUN", "NOUN?"}:
        return noun_text(item)
    if item.pos == "ADP" and len(item.tokens) == 1:
        return _preposition(item, token, items, i)
    if item.pos == "PRON":
        return _pronoun(item, items, i)
    if form(token) == "nu" and (i + 1 == len(items) or items[i + 1].pos == "PUNCT"):
        return "no"
    return item.english


def _preposition(item: Item, token: Token, items: list[Item], i: int) -> str:
    text = form(token)
    previous = items[i - 1] if i else None
    if text == "pe" and (token.head.dep_ in {"obj", "iobj"} or lemma(token.head) == "care"):
        return ""
    if text == "de" and previous is not None:
        if _of_agent(token, previous):
            return "by" if item.english == "of" else item.english
        if previous.pos == "NUM" or previous.head.like_num:
            return ""
    if text == "dintre" and any(c.dep_ == "conj" for c in token.head.children):
        return "between"
    if text == "la" and lemma(token.head.head) in _MOTION:
        return "to"
    return item.english


def _of_agent(token: Token, previous: Item) -> bool:
    """Whether "de" names who does it: after a participle that is one in English too."""
    verb = token.head.head
    if token.head.dep_ == "obl:agent" and feature(verb, "VerbForm") == "Part":
        return previous.head.i != verb.i or _done(previous)
    return feature(previous.head, "VerbForm") == "Part" and _done(previous)


def _done(item: Item) -> bool:
    return item.pos == "VERB" or (item.pos == "ADJ" and item.english.endswith("ed"))


def _pronoun(item: Item, items: list[Item], i: int) -> str:
    token = item.head
    text = item.english
    if feature(token, "Strength") == "Weak" and len(item.tokens) == 1:
        return (
            ""
            if feature(token, "Reflex") == "Yes" or token.dep_.startswith("expl")
            else _weak(token)
        )
    governed = i > 0 and items[i - 1].pos == "ADP" and bool(items[i - 1].english)
    if form(token) == "care":
        return _relative(token, governed=governed)
    if form(token) == "ce" and token.head.dep_ == "acl" and token.dep_ in {"nsubj", "obj"}:
        return "that"
    if lemma(token) == "care" and token.dep_ == "iobj":
        return "to whom"
    if lemma(token) == "care" and governed:
        return "which"
    if governed or token.dep_ == "obj":
        return _PERSONAL.get(text, text)
    if form(token) in {"lui", "lor", "ei"} and token.dep_ == "iobj":
        return {"lui": "to him", "lor": "to them", "ei": "to her"}[form(token)]
    return text


def _weak(token: Token) -> str:
    return WEAK.get(form(token), "")


def _relative(token: Token, *, governed: bool) -> str:
    """Of persons "who", else "that" where nothing parts "care" from its noun."""
    noun = token.head.head
    if noun.pos_ in {"PRON", "PROPN"}:
        return "whom" if governed else "who"
    return "which" if governed or token.i == 0 or token.nbor(-1).is_punct else "that"


def _tidy(words: list[GlossWord]) -> list[GlossWord]:
    """Drop empty words, and an article or preposition said twice."""
    found: list[GlossWord] = []
    for item in words:
        if not item.text:
            continue
        if found and item.text in {"the", "of", "to"} and found[-1].text.endswith(item.text):
            last = found[-1].text.split(" ")[-1]
            if last == item.text:
                continue
        found.append(item)
    return found


def _articles(words: list[GlossWord]) -> list[GlossWord]:
    for i, item in enumerate(words[:-1]):
        if item.text == "a":
            words[i] = item._replace(text=article(words[i + 1].text))
    return words
