"""Checks of claims: wrongdoing that nobody is said to have told, sources that hide."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Check, Mention
from presslens.checks.codes import CODES
from presslens.language.data import load_data
from presslens.language.text import comparison_key
from presslens.language.tokens import Columns, columns
from presslens.speech.lexicon import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BY_NAME: Final = frozenset({"name", "alias", "form"})
_NEAR: Final = 3
"""Sentences before and behind in which a source may stand."""
_AROUND: Final = 20
"""Tokens around a verb in which its subject and object stand."""
_DEPTH: Final = 4
"""Arcs inside a name."""

Span = tuple[int, int]


@dataclass(frozen=True)
class _Words:
    wrongdoing: frozenset[str]
    harmless_objects: frozenset[str]
    attribution: frozenset[str]
    modals: frozenset[str]


@functools.lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = load_data(language, "checks")
    lists = {
        name: frozenset(map(comparison_key, data[name]))
        for name in ("wrongdoing", "harmless_objects", "attribution")
    }
    return _Words(**lists, modals=load_lexicon(language).modals)


def find_wrongdoing(doc: Doc, annotations: Annotations, language: str) -> Iterator[Check]:
    """The sentences in which a named person does wrong, in the article's own voice.

    There is no source if neither the sentence nor those beside it hold a quote, a credit, or a word
    for who accuses, finds out or judges.
    """
    read, words = columns(doc), _words(language)
    starts = {start: i for i, start in enumerate(read.starts)}
    told = [(q.start, q.end) for q in annotations.quotes]
    told += [(s.scope_start, s.scope_end) for s in annotations.sources]
    for mention in annotations.mentions:
        if mention.label != "PERSON" or mention.link not in _BY_NAME:
            continue
        verb = _verb_of(read, words, starts.get(mention.start))
        if verb is None or _has_source(read, words, annotations, mention, told):
            continue
        yield CODES["wrongdoing-without-source"].at(
            mention.start, mention.end, language, verb=read.words[verb], name=mention.text
        )


def _verb_of(read: Columns, words: _Words, first: int | None) -> int | None:
    """The verb of wrongdoing of which token ``first`` is the subject: told as done, not feared."""
    if first is None:
        return None
    at = next((i for i in _upwards(read, first) if read.relations[i] == "nsubj"), None)
    if at is None or read.dep[at] != "nsubj" or read.lemmas[read.heads[at]] not in words.wrongdoing:
        return None
    verb = read.heads[at]
    near = range(max(0, verb - _AROUND), min(len(read), verb + _AROUND))
    children = [i for i in near if read.heads[i] == verb and i != verb]
    if any(read.lemmas[i] in words.harmless_objects for i in children):
        return None
    if any(
        read.dep[i] == "aux:pass" or read.features[i].get("Polarity") == "Neg" for i in children
    ):
        return None
    if any(read.keys[i] in words.modals for i in children):
        return None
    verbal = [i for i in (*children, verb) if read.pos[i] in {"AUX", "VERB", "PART"}]
    moods = {read.features[i].get("Mood") for i in verbal}
    return None if moods & {"Sub", "Cnd", "Imp"} else verb


def _upwards(read: Columns, at: int) -> Iterator[int]:
    """Token ``at`` and the heads of the name in which it stands."""
    for _ in range(_DEPTH):
        yield at
        at = read.heads[at]


def _has_source(
    read: Columns, words: _Words, annotations: Annotations, mention: Mention, told: list[Span]
) -> bool:
    """Whether somebody is said to tell what the sentence of ``mention`` tells."""
    at = annotations.sentence_of(mention.start)
    if at is None:
        return True
    near = annotations.sentences[max(0, at - _NEAR) : at + _NEAR + 1]
    start, end = near[0].start, near[-1].end
    if any(a < end and start < b for a, b in told):
        return True
    first, last = bisect_left(read.starts, start), bisect_left(read.starts, end)
    return not words.attribution.isdisjoint(read.lemmas[first:last])


def find_unnamed_sources(annotations: Annotations, language: str) -> Iterator[Check]:
    """One check at the first source, if an article has several and none has a name."""
    unnamed = [s for s in annotations.sources if not s.named]
    named = len(unnamed) < len(annotations.sources) or any(
        q.speaker_status == "named" for q in annotations.quotes
    )
    if unnamed and not named:
        first = unnamed[0]
        yield CODES["only-unnamed-sources"].at(
            first.start, first.end, language, n=len(unnamed), words=first.text
        )
