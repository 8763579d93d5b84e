"""Finds the words that report speech: by lemma, part of speech and tense."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from presslens.speech.lexicon import CueWord, Lexicon
from presslens.speech.tokens import Tokens

CueKind = Literal["verb", "gerund", "manner", "preposition"]
"""``manner`` is a verb that stands for a preposition (după cum a spus X)."""

_PHRASE: Final = 6
"""Tokens within which the second word of a phrase has to follow (atrage din nou atenția)."""
_GROUP: Final = 6
"""Tokens of auxiliaries, clitics and adverbs before a verb."""
_AGENT: Final = 8
"""Tokens within which the agent of a passive has to follow."""
_DOCUMENT: Final = 8
"""Tokens around a verb without a speaker in which the document stands that says it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where the text says that somebody speaks.

    ``start``–``end`` are characters, ``first``–``last`` tokens; ``head`` is the verb, or the last
    word of a preposition. The speaker of a ``passive`` is its agent (a fost anunțat de X), that of
    an impersonal verb is the token ``document`` (se arată în comunicatul X). What is ``hearsay``
    was said by what others tell (ar fi spus).
    """

    start: int
    end: int
    kind: CueKind
    first: int
    last: int
    head: int
    word: CueWord
    passive: bool = False
    document: int | None = None
    hearsay: bool = False


def find_cues(tokens: Tokens, words: Lexicon) -> list[Cue]:
    """The cues of a document in its order, none overlapping another."""
    found: list[Cue] = []
    for cue in _all(tokens, words):
        if not found or cue.first >= found[-1].last:
            found.append(cue)
    return found


def _all(tokens: Tokens, words: Lexicon) -> Iterator[Cue]:
    for i, (lemma, form) in enumerate(zip(tokens.lemma, tokens.form, strict=True)):
        cue = None
        if form in words.prepositions:
            cue = _preposition(tokens, words, i)
        if cue is None and lemma in words.phrases:
            cue = _phrase(tokens, words, i, words.phrases[lemma])
        if cue is None:
            # A form that is a listed lemma: without diacritics the lemma of a present is often
            # wrong.
            word = words.verbs.get(lemma) or words.verbs.get(form) or words.presents.get(form)
            cue = None if word is None else _verb(tokens, words, i, i + 1, word)
        if cue is not None:
            yield cue


def _preposition(tokens: Tokens, words: Lexicon, i: int) -> Cue | None:
    for phrase, word in words.prepositions[tokens.form[i]]:
        last = i + len(phrase)
        # "Momentul potrivit" is an adjective.
        is_one = len(phrase) > 1 or tokens.pos[i] in {"ADP", "ADV"} or tokens.dep[i] == "case"
        is_one = is_one or tokens.word(i)[0].isupper()
        if is_one and tuple(tokens.form[i:last]) == phrase:
            return Cue(
                tokens.start[i], tokens.end[last - 1], "preposition", i, last, last - 1, word
            )
    return None


def _phrase(tokens: Tokens, words: Lexicon, i: int, seconds: Mapping[str, CueWord]) -> Cue | None:
    for at in range(i + 1, min(i + 1 + _PHRASE, len(tokens))):
        if tokens.pos[at] == "PUNCT":
            return None
        word = seconds.get(tokens.lemma[at]) or seconds.get(tokens.form[at])
        if word is not None:
            return _verb(tokens, words, i, at + 1, word)
    return None


def _verb(tokens: Tokens, words: Lexicon, i: int, last: int, word: CueWord) -> Cue | None:
    if tokens.pos[i] not in {"VERB", "AUX"} and not _is_mistaken(tokens, words, i):
        return None
    group = range(_group_start(tokens, words, i), i)
    auxiliaries = [j for j in group if tokens.pos[j] == "AUX"]
    form = "Fin" if _is_present(tokens, words, i) else tokens.feature(i, "VerbForm")
    tense = tokens.feature(i, "Tense")
    gerund = form == "Ger" or (form == "Part" and tense == "Pres")
    end = tokens.end[last - 1]
    if gerund and not auxiliaries:
        return Cue(tokens.start[i], end, "gerund", i, last, i, word)
    hearsay = any(tokens.form[j] in words.hearsay for j in group)
    if not _is_said(tokens, words, i, group, hearsay=hearsay):
        return None
    if form == "Part" and not auxiliaries:
        return None
    if word.takes("request") and any(tokens.form[j] in words.own_datives for j in group):
        return None  # își propune să
    if any(tokens.feature(j, "VerbForm") == "Ger" for j in auxiliaries):
        return None  # fiind respinsă
    document = None
    if _is_impersonal(tokens, words, group, word):
        document = _document(tokens, words, i, last)
        if document is None:
            return None
    passive = form == "Part" and not gerund and not hearsay
    passive = passive and tokens.lemma[auxiliaries[-1]] in {"fi", "be"}
    if passive and word.takes("request") and not word.takes("clause"):
        return None  # a fost somat să
    if passive and not words.agents & {*tokens.form[last : last + _AGENT]}:
        return None
    first = _shown_start(tokens, words, group)
    kind: CueKind = "verb"
    if group.start and tokens.form[group.start - 1] in words.manner:
        first, kind = group.start - 1, "manner"
        first -= bool(first) and tokens.pos[first - 1] in {"ADP", "ADV"}
    start = tokens.start[first]
    return Cue(start, end, kind, first, last, i, word, passive, document, hearsay)


def _is_mistaken(tokens: Tokens, words: Lexicon, i: int) -> bool:
    """Whether a form of the present is tagged as something else, but governs a clause."""
    governs = i + 1 < len(tokens) and tokens.form[i + 1] in words.complementizers
    return governs and tokens.form[i] in words.presents


def _is_present(tokens: Tokens, words: Lexicon, i: int) -> bool:
    """Whether a form that is tagged as a participle is a present, with somebody who speaks.

    Without a noun it may be the writer's own (admit că …).
    """
    return _is_mistaken(tokens, words, i) or (
        tokens.form[i] in words.presents
        and any(
            tokens.dep[c] in {"nsubj", "obj"} and tokens.pos[c] in {"NOUN", "PROPN"}
            for c in tokens.children(i)
        )
    )


def _group_start(tokens: Tokens, words: Lexicon, i: int) -> int:
    """The first of the auxiliaries, clitics, negations and adverbs right before the verb."""
    first = i
    while first > max(0, i - _GROUP):
        at = first - 1
        weak = tokens.pos[at] == "PRON" and tokens.feature(at, "Strength") == "Weak"
        small = tokens.pos[at] in {"AUX", "PART"} or tokens.form[at] in words.impersonal
        known = tokens.form[at] in words.particles or tokens.form[at] in words.negations
        # "Și" between two words is a conjunction, and "mai" is a month.
        if not (weak or small or (known and tokens.pos[at] not in {"CCONJ", "NOUN"})):
            break
        first = at
    return first


def _shown_start(tokens: Tokens, words: Lexicon, group: range) -> int:
    """Where the cue begins: at an auxiliary or a clitic, not at an adverb before them."""
    for at in group:
        if tokens.form[at] not in words.particles or tokens.form[at] in words.kept_particle:
            return at
    return group.stop


def _is_said(tokens: Tokens, words: Lexicon, i: int, group: range, *, hearsay: bool) -> bool:
    """Whether somebody else said it: not negated, wished for, or the writer's own."""
    if tokens.feature(i, "VerbForm") == "Inf" or tokens.feature(i, "Mood") in {"Sub", "Imp"}:
        return False
    finite = [j for j in group if tokens.pos[j] == "AUX"] or [i]
    if tokens.feature(finite[0], "Person") in {"1", "2"}:
        return False
    if tokens.feature(finite[0], "VerbForm") == "Inf":
        return False  # "are said to have told"
    forms = {tokens.form[j] for j in group}
    return not forms & words.negations and (hearsay or not forms & words.modals)


def _is_impersonal(tokens: Tokens, words: Lexicon, group: range, word: CueWord) -> bool:
    """Whether nobody is said to speak (se spune)."""
    forms = {tokens.form[j] for j in group}
    return bool(forms & words.impersonal) and not word.takes("reflexive")


def _document(tokens: Tokens, words: Lexicon, i: int, last: int) -> int | None:
    """The document in which something "is said" (se arată în comunicatul ministerului)."""
    behind, before = (
        range(last, min(last + _DOCUMENT, len(tokens))),
        range(max(0, i - _DOCUMENT), i),
    )
    for at in itertools.chain(behind, before):
        if tokens.lemma[at] in words.spokes and tokens.pos[at] == "NOUN":
            case = tokens.preposition(at)
            if case is not None and tokens.form[case] in words.within:
                return at
    return None
