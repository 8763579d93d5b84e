"""The clause that a verb of saying governs: where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from presslens.language.text import fold_letters, lower
from presslens.speech.cues import Cue
from presslens.speech.lexicon import Lexicon
from presslens.speech.tokens import Tokens

_REACH: Final = 40
"""Tokens between a verb and its clause."""
STOPS: Final = frozenset('.;:!?…„“”«»"')
"""Punctuation that ends a clause, with the quotation marks."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause: the token that opens it (că, or its first), its first token, its verb.

    ``head`` is ``None`` where the parser does not tell.
    """

    mark: int
    first: int
    head: int | None


def find_clause(tokens: Tokens, words: Lexicon, cue: Cue, limit: int) -> Clause | None:
    """The clause behind ``cue``, before token ``limit``; ``None`` if it governs none.

    It is the one that the parser hangs on the verb. Arcs may be wrong, so a complementizer that
    follows with no other verb between opens it too.
    """
    if cue.kind not in {"verb", "gerund"}:
        return None
    limit = min(cue.last + _REACH, limit)
    return _by_arc(tokens, words, cue, limit) or _by_place(tokens, words, cue, limit)


def _by_arc(tokens: Tokens, words: Lexicon, cue: Cue, limit: int) -> Clause | None:
    for head in tokens.children(cue.head):
        if tokens.dep[head] not in {"ccomp", "xcomp", "advcl"} or head < cue.last:
            continue
        for mark in tokens.children(head):
            # A gerund between has a clause of its own (a spus X, adăugând că …).
            between = range(cue.last, min(mark, limit))
            if any(tokens.feature(i, "VerbForm") == "Ger" for i in between):
                break
            opened = _opened(tokens, words, cue, mark) if cue.last <= mark < limit else None
            asked = tokens.dep[head] == "ccomp" or cue.word.takes("request", "question")
            if opened is not None and asked:
                return Clause(mark, opened, head)
        first = tokens.doc[head].left_edge.i
        bare = words.bare_clauses and tokens.dep[head] == "ccomp" and cue.word.takes("clause")
        if bare and cue.last <= first < limit and _has_subject(tokens, head):
            return Clause(first, first, head)
    return None


def _opened(tokens: Tokens, words: Lexicon, cue: Cue, mark: int) -> int | None:
    """The first token of the clause that ``mark`` opens; ``None`` if it opens none of the cue's."""
    form = tokens.form[mark]
    if cue.word.takes("clause") and _is_complementizer(tokens, words, mark):
        return None if tokens.form[mark - 1] in words.no_complementizer else mark + 1
    if cue.word.takes("request"):
        if (form in words.subjunctives and _is_spelled(tokens, words, mark)) or (
            form in words.infinitives and tokens.feature(mark + 1, "VerbForm") == "Inf"
        ):
            return mark
        if form in words.openers and _is_opener(tokens, words, mark):
            return mark + 1
    if cue.word.takes("question") and _asks(tokens, words, mark):
        return mark
    return None


def _asks(tokens: Tokens, words: Lexicon, mark: int) -> bool:
    """Whether an indirect question begins with token ``mark`` (dacă, de ce)."""
    return any(" ".join(tokens.form[mark : mark + n]) in words.interrogatives for n in (1, 2))


def _is_opener(tokens: Tokens, words: Lexicon, mark: int) -> bool:
    """Whether "ca" at token ``mark`` opens a request: its "să" follows (ca guvernul să plece)."""
    for i in range(mark + 1, min(mark + _REACH, len(tokens))):
        if tokens.form[i] in words.subjunctives:
            return True
        if tokens.form[i] in STOPS or tokens.is_finite(i):
            return False
    return False


def _by_place(tokens: Tokens, words: Lexicon, cue: Cue, limit: int) -> Clause | None:
    aside = cue.last < limit and tokens.form[cue.last] == ","
    verbs = 0
    for i in range(cue.last, limit):
        form = tokens.form[i]
        gerund = tokens.form[i - 1] == "," and tokens.feature(i, "VerbForm") == "Ger"
        if form in STOPS or gerund:
            return None  # a spus X, adăugând că …
        opened = _opened(tokens, words, cue, i)
        # "ca" and "că" are one key.
        opener = form in words.openers and not _is_complementizer(tokens, words, i)
        if opened == i + 1 and not opener:
            if verbs and not (aside and tokens.form[i - 1] == ","):
                return None
            if words.bare_clauses and _is_relative(tokens, words, cue, i):
                return None
            return Clause(i, opened, None)
        if opened is not None:
            return Clause(i, opened, None) if not verbs else None
        if form in words.subjunctives | words.complementizers and _is_spelled(tokens, words, i):
            return None
        verbs += tokens.is_finite(i) or "Rel" in tokens.feature(i, "PronType")
    return None


def _is_relative(tokens: Tokens, words: Lexicon, cue: Cue, i: int) -> bool:
    """Whether "that" at token ``i`` belongs to the noun before it (claims land that it lost)."""
    told = cue.word.takes("addressee") or tokens.lemma[i - 1] in words.times
    return tokens.pos[i - 1] == "NOUN" and i > cue.last and not told


def _is_spelled(tokens: Tokens, words: Lexicon, i: int) -> bool:
    """Whether "ca" or "sa" at token ``i`` may be "că" or "să", as in text without diacritics."""
    return tokens.is_plain or lower(fold_letters(tokens.word(i))) in words.spelled


def _is_complementizer(tokens: Tokens, words: Lexicon, i: int) -> bool:
    """Whether a word that looks like "că" is one."""
    if tokens.form[i] not in words.complementizers or not _is_spelled(tokens, words, i):
        return False
    if tokens.pos[i] != "SCONJ" and tokens.dep[i] != "mark":
        return False
    return i + 1 < len(tokens) and tokens.form[i + 1] not in words.subjunctives


def _has_subject(tokens: Tokens, head: int) -> bool:
    return any(tokens.dep[c].startswith(("nsubj", "expl", "csubj")) for c in tokens.children(head))
