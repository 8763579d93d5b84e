"""The glosser's tables, read once: words and expressions, function words, places, English forms."""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


_MARKS: Final = str.maketrans("ăâîșț", "aaist")
_IMPERSONAL: Final = ("it ", "there ", "the ", "one ", "mention ")


class Expression(NamedTuple):
    """A fixed expression: its part of speech, and its English with verbs in their base form."""

    pos: str
    english: str


def _rows(path: str) -> Iterator[list[str]]:
    file = resources.files("presslens.language") / path
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def english_forms() -> dict[tuple[str, str], str]:
    """The English forms that no rule gives, by word and form ("say", "past")."""
    return {(word, form): inflected for word, form, inflected in _rows("en/forms.tsv")}


@functools.cache
def lemmas() -> dict[tuple[str, str], str]:
    """English by Romanian lemma and part of speech; "" as part of speech is the first one given."""
    table: dict[tuple[str, str], str] = {}
    for name in ("ro/gloss/corrections.tsv", "ro/gloss/lemmas.tsv"):
        for lemma, pos, english in _rows(name):
            table.setdefault((lemma, pos), english)
            table.setdefault((lemma, ""), english)
    return table


@functools.cache
def function_words() -> dict[tuple[str, str], str]:
    """English by Romanian form and part of speech, for pronouns, determiners and particles."""
    return {
        (form, pos): "" if english == "-" else english
        for form, pos, english in _rows("ro/gloss/function_words.tsv")
    }


@functools.cache
def unmarked() -> dict[tuple[str, str], str]:
    """English by Romanian written without its marks ("si", "tara"), where that is no other word."""
    known = lemmas() | function_words()
    found: dict[tuple[str, str], set[str]] = {}
    for (text, pos), english in known.items():
        bare = text.translate(_MARKS)
        if pos and bare != text and (bare, pos) not in known:
            found.setdefault((bare, pos), set()).add(english)
    return {key: english.pop() for key, english in found.items() if len(english) == 1}


@functools.cache
def places() -> dict[str, str]:
    """English by Romanian name, for countries, cities and bodies with an English name."""
    return dict(_rows("ro/gloss/places.tsv"))


@functools.cache
def reflexives() -> dict[str, str]:
    """English by verb lemma, for verbs whose reflexive means something else ("se numi")."""
    found: dict[str, str] = {}
    for words, expression in _expressions():
        if len(words) == 2 and words[0] in {"se", "își"} and expression.pos == "VERB":
            found.setdefault(words[1], expression.english)
    return found


@functools.cache
def expressions() -> dict[str, list[tuple[tuple[str, ...], Expression]]]:
    """The expressions of two words and more by their first word, longest first.

    The reflexive pronoun of a verb idiom is left out: it may stand apart from its verb.
    """
    table: dict[str, list[tuple[tuple[str, ...], Expression]]] = {}
    seen = set()
    for words, expression in _expressions():
        if words[0] in {"se", "își"} and expression.pos == "VERB":
            if expression.english.startswith(_IMPERSONAL):
                expression = Expression("SCONJ", expression.english)
            else:
                words = words[1:]
        if len(words) > 1 and words not in seen:
            seen.add(words)
            table.setdefault(words[0], []).append((words, expression))
    for found in table.values():
        found.sort(key=lambda item: -len(item[0]))
    return table


def _expressions() -> Iterator[tuple[tuple[str, ...], Expression]]:
    for name in ("ro/gloss/expressions_added.tsv", "ro/gloss/expressions.tsv"):
        for text, pos, english in _rows(name):
            yield tuple(text.replace("-", "- ").split()), Expression(pos, english)
