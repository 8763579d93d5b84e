"""From tokens to items: expressions first, then single words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from presslens.sentiment.gloss.cognates import cognate
from presslens.sentiment.gloss.data import (
    Expression,
    expressions,
    function_words,
    lemmas,
    places,
    unmarked,
)
from presslens.sentiment.gloss.english import adverb
from presslens.sentiment.gloss.items import WEAK, Item, feature, form, lemma
from presslens.sentiment.gloss.negation import negative_word
from presslens.sentiment.gloss.stems import by_endings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_CLOSED: Final = frozenset({"PRON", "DET", "PART", "CCONJ", "SCONJ", "ADP", "NUM"})
_BENT: Final = frozenset({"VERB", "NOUN", "ADJ"})
_THE: Final = frozenset({"cel", "cea", "cei", "cele", "celui", "celei", "celor"})
_PARTICLES: Final = frozenset({"De", "Da", "Di", "Du", "La", "Le", "Van", "Von"})
"""Parts of foreign names, which are also words of Romanian."""
_GAP: Final = frozenset({"ADV", "PRON", "AUX", "PART"})


class _Line(NamedTuple):
    """Tokens with their forms and lemmas, which each expression asks for."""

    tokens: Sequence[Token]
    forms: list[str]
    lemmas: list[str]


def items_of(tokens: Sequence[Token]) -> list[Item]:
    """The tokens as items, none left out, in their order."""
    line = _Line(tokens, [form(t) for t in tokens], [lemma(t) for t in tokens])
    found: list[Item] = []
    i = 0
    while i < len(tokens):
        hit = _expression(line, i)
        if hit is None:
            found.append(single(tokens[i]))
            i += 1
            continue
        expression, taken = hit
        part = [tokens[j] for j in taken]
        between = [single(tokens[j]) for j in range(i, taken[-1]) if j not in taken]
        pos = "SCONJ" if expression.pos == "X" else expression.pos
        found.append(Item(part, _head(part, pos), expression.english, pos))
        found.extend(between)
        i = taken[-1] + 1
    return found


def _head(part: list[Token], pos: str) -> Token:
    if pos == "VERB":
        return next((t for t in part if t.pos_ in {"VERB", "AUX"}), part[0])
    inside = {t.i for t in part}
    return next((t for t in part if t.head.i not in inside or t.head.i == t.i), part[0])


def _expression(line: _Line, i: int) -> tuple[Expression, list[int]] | None:
    pos = line.tokens[i].pos_
    if pos in {"PUNCT", "SPACE", "PROPN"}:
        return None
    table = expressions()
    best: tuple[Expression, list[int]] | None = None
    for key in dict.fromkeys((line.forms[i], line.lemmas[i])):
        for words, expression in table.get(key, ()):
            if best is not None and len(words) <= len(best[1]):
                break
            if expression.pos == "VERB" and pos not in {"VERB", "AUX"}:
                continue
            if expression.pos not in _BENT and key != line.forms[i]:
                continue
            taken = _match(line, i, words, expression.pos)
            if taken is not None:
                best = expression, taken
                break
    return best


def _match(line: _Line, i: int, words: tuple[str, ...], pos: str) -> list[int] | None:
    """The places of the words of an expression that begins at ``i``, or None."""
    taken = [i]
    at = i + 1
    gap = pos == "VERB"
    bent = pos in _BENT
    count = len(line.tokens)
    for word in words[1:]:
        wanted = word.rstrip("-")
        while True:
            if at >= count:
                return None
            if line.forms[at] == wanted or (bent and line.lemmas[at] == wanted):
                break
            if not (gap and len(taken) == 1 and line.tokens[at].pos_ in _GAP):
                return None
            gap = False
            at += 1
        taken.append(at)
        at += 1
    return taken


def single(token: Token) -> Item:
    """One token as an item."""
    pos = token.pos_
    if pos in {"PUNCT", "SPACE", "SYM"} or not any(c.isalpha() for c in token.text):
        return Item([token], token, token.text, pos)
    if pos == "PROPN" or token.dep_ == "flat" or _names_on(token):
        return Item([token], token, _name(token), "NAME")
    if token.text in _PARTICLES and not token.is_sent_start:
        return Item([token], token, token.text, "NAME")
    if form(token) == "luni" and _monday(token):
        return Item([token], token, "Monday", "NAME")
    if _acronym(token):
        return Item([token], token, places().get(token.text, token.text), "NAME")
    if token.text[:1] == "-" and pos in {"DET", "PART"}:
        return Item([token], token, "", "PART")
    if form(token) in _THE and token.i + 1 < len(token.doc) and form(token.nbor(1)) == "mai":
        return Item([token], token, "the", "DET")
    if token.text[:1].isupper() and token.text in places():
        return Item([token], token, places()[token.text], "NAME")
    if form(token) in WEAK and feature(token, "Strength") == "Weak":
        return Item([token], token, WEAK[form(token)], "PRON")
    if (
        form(token) == "mai"
        and token.i > 0
        and (token.nbor(-1).like_num or form(token.nbor(-1)) in {"luna", "lunii"})
    ):
        return Item([token], token, "May", "NOUN")
    if form(token) == "noi" and _new(token):
        return Item([token], token, "new", "ADJ")
    english = negative_word(token)
    if english is None:
        english, pos = _english(token)
    if english is None:
        english = _hyphened(token)
    if english is None:
        english = cognate(lemma(token), pos) if not _foreign(token) else None
        if english is None:
            return Item([token], token, token.text, "NAME" if _foreign(token) else pos + "?")
    return Item([token], token, english, pos)


def _monday(token: Token) -> bool:
    """Whether "luni" is the day: months are counted, or followed by "de"."""
    told = any(c.dep_ in {"nummod", "det", "amod"} for c in token.children)
    following = form(token.nbor(1)) if token.i + 1 < len(token.doc) else ""
    return not told and following != "de"


def _new(token: Token) -> bool:
    """Whether "noi" is the adjective: a noun without an article follows."""
    if token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return following.pos_ == "NOUN" and feature(following, "Definite") != "Def"


def _acronym(token: Token) -> bool:
    """Capitals among small letters ("DNA", which is not "dna")."""
    text = token.text
    return len(text) > 1 and text.isupper() and not token.sent.text.isupper()


def _names_on(token: Token) -> bool:
    """Whether a function word begins a name ("La Stampa")."""
    if token.pos_ not in {"ADP", "DET", "PRON"} or not token.text[:1].isupper():
        return False
    return any(c.dep_ == "flat" for c in token.children)


def _foreign(token: Token) -> bool:
    return token.text[:1].isupper() and (
        token.text.isupper() or (token.i > 0 and not token.is_sent_start)
    )


def _name(token: Token) -> str:
    table = places()
    text = form(token)
    name = table.get(lemma(token)) or table.get(lemma(token).capitalize())
    if name is None and len(text) > 4:
        bare = text.capitalize()
        name = (
            table.get(bare.removesuffix("ul"))
            or table.get(bare.removesuffix("ului"))
            or table.get(bare)
            or _common(text)
        )
    if name is None and feature(token, "Definite") == "Def" and token.text[1:].islower():
        name = lemmas().get((lemma(token).lower(), "NOUN"))
        name = name.capitalize() if name else None
    return name or token.text


def _hyphened(token: Token) -> str | None:
    """The English of a compound whose parts are known ("ministru-președinte")."""
    for text in (lemma(token), form(token)):
        parts = text.split("-")
        known = [english for part in parts if (english := lemmas().get((part, "")))]
        if 1 < len(parts) == len(known):
            return "-".join(known)
    return None


def _common(text: str) -> str | None:
    """The English of a common noun in a name, where its ending gives it away ("Zidului")."""
    stem = text.removesuffix("ului")
    found = lemmas().get((stem, "NOUN")) if stem != text else None
    return found.capitalize() if found else None


def _english(token: Token) -> tuple[str | None, str]:
    """The English of a token, and its part of speech: a participle may be known as an adjective."""
    pos, text, key = token.pos_, form(token), lemma(token)
    old = text.replace("î", "â") if "î" in text[1:-1] else None
    if pos in _CLOSED or pos == "ADV":
        found = function_words().get((text, pos), function_words().get((old or "", pos)))
        if found is not None:
            return found, pos
    table = lemmas()
    if (text, "FORM") in table:
        return table[text, "FORM"], pos
    keys = [key, key.lower(), text] if pos != "VERB" else [key, key.lower()]
    said_of = pos == "ADV" and any(child.dep_ == "cop" for child in token.children)
    for wanted in (*(["ADJ"] if said_of else ()), pos, *_NEAR.get(pos, ()), ""):
        for name in keys:
            if (name, wanted) in table:
                adjective = pos == "VERB" and wanted == "ADJ"
                found = table[name, wanted]
                if pos == "ADV" and wanted == "ADJ" and not said_of:
                    found = adverb(found)
                return found, wanted if adjective else pos
    if (text, pos) in table:
        return table[text, pos], pos
    if old:
        for name in (key[:1] + key[1:].replace("î", "â"), old[:1].replace("â", "î") + old[1:]):
            if (name, "") in table:
                return table[name, ""], pos
    for name in keys:
        if (name, pos) in unmarked():
            return unmarked()[name, pos], pos
    if pos not in _CLOSED:
        for near in _FUNCTION:
            if (text, near) in function_words():
                return function_words()[text, near], near
    return by_endings(text, pos), pos


_FUNCTION: Final = ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "NUM", "ADV")
_NEAR: Final = {"ADJ": ("VERB", "NOUN"), "NOUN": ("ADJ",), "ADV": ("ADJ",), "VERB": ("ADJ",)}
