"""Indirect and mixed speech: a cue and the clause that it governs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from presslens.speech.candidates import Candidate, Kind
from presslens.speech.complements import Clause
from presslens.speech.cues import Cue
from presslens.speech.phrases import phrase_around
from presslens.speech.reading import WORD, Reading, has_clause, overlaps
from presslens.speech.speakers import Speakers

_TAIL: Final = re.compile(r"[\s.,;:!?…–-]+$")
_LEAD: Final = re.compile(r"[\s,:–-]*")
_LONGEST: Final = 5000
_HEAD: Final = 12
"""Tokens that may stand before a preposition which opens its sentence (De altfel, potrivit X)."""
_CLOSING: Final = 30
"""Tokens that may follow a verb which closes its sentence (…, a anunțat X, ministrul Y)."""
_INSERTED: Final = 8
"""Tokens between a verb that is put between commas and these."""
_REST: Final = 40
"""Characters behind a quote that may be the whole clause."""
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "AUX", "PRON", "NUM"})

Spans = Sequence[tuple[int, int]]


def find_clauses(reading: Reading, speakers: Speakers, credits: Spans) -> list[Candidate]:
    """The clauses after cues (a declarat că …), left to right; later cues in one belong to it."""
    found: list[Candidate] = []
    reached = 0
    for cue in reading.cues:
        clause = reading.clauses.get(cue.head)
        if clause is None or cue.start < reached or _is_of_a_thing(speakers, cue):
            continue
        start = _first_word(reading, reading.tokens.start[clause.first])
        if start is None:
            continue
        before = _next_cue(reading, speakers, cue, clause, start)
        end = _clause_end(reading, start, credits, before)
        if end - start > 1:
            whole = _whole(reading, start, end, cue)
            if whole is None:
                found.append(Candidate(start, end, _kind(reading, start, end), "clause", cue))
            else:
                found += [whole, *_further(reading, whole.end, end, cue)]
            reached = end
    return found


def _is_of_a_thing(speakers: Speakers, cue: Cue) -> bool:
    """Whether the subject is nobody and no document (lucru care arată că)."""
    subject = speakers.subject(cue)
    lemmas, words = speakers.reading.tokens.lemma, speakers.reading.words
    return subject is not None and lemmas[subject] in words.things


def _whole(reading: Reading, start: int, end: int, cue: Cue) -> Candidate | None:
    """The direct quote that is the whole clause (a declarat că „veștile nu sunt bune”)."""
    pair = reading.pair_around(start)
    if pair is None or pair.start != start or not has_clause(reading, pair):
        return None
    rest = reading.text[pair.end : min(end, pair.end + _REST)]
    after = min(reading.tokens.at(pair.end), len(reading.tokens) - 1)
    if WORD.search(rest) and _joins(reading, after):
        return None  # „multe depind” de deciziile ei
    return Candidate(pair.start, pair.end, "direct", "clause", cue, 0.9)


def _further(reading: Reading, start: int, end: int, cue: Cue) -> list[Candidate]:
    """The whole clauses in marks behind the first (că „…” și că „…”)."""
    tokens = reading.tokens
    return [
        Candidate(pair.start, pair.end, "direct", "clause", cue, 0.85)
        for pair in reading.pairs_between(start, end)
        if tokens.form[tokens.at(pair.start) - 1] in reading.words.complementizers
        and has_clause(reading, pair)
    ]


def _joins(reading: Reading, i: int) -> bool:
    """Whether token ``i`` goes on with the clause before it: no "but", no "after she had"."""
    tokens = reading.tokens
    if tokens.pos[i] in {"VERB", "AUX"} or "Rel" in tokens.feature(i, "PronType"):
        return True
    behind = range(i + 1, min(i + 3, len(tokens)))
    return tokens.pos[i] == "ADP" and not any(
        tokens.form[j] in reading.words.subordinators for j in behind
    )


def find_prepositions(
    reading: Reading, speakers: Speakers, credits: Spans, taken: Spans, before: frozenset[int]
) -> list[Candidate]:
    """The sentences credited to a person, body or outlet: potrivit lui X, …; …, conform X.

    ``before`` are the places of credits to the source named last: what they credit is no quote.
    """
    found: list[Candidate] = []
    for cue in reading.cues:
        if cue.kind not in {"preposition", "manner"} or cue.start in before:
            continue
        candidate = _preposition(reading, speakers, cue, credits)
        if candidate is None or overlaps(taken, candidate.start, candidate.end):
            continue
        if found and candidate.start < found[-1].end:
            earlier = found[-1].cue
            if earlier is None or speakers.named(earlier) or not speakers.named(cue):
                continue
            found.pop()  # "Potrivit presei, dar și potrivit lui Ion Dan, …"
        found.append(candidate)
    return found


def _preposition(
    reading: Reading, speakers: Speakers, cue: Cue, credits: Spans
) -> Candidate | None:
    subject = speakers.subject(cue)
    if subject is None:
        return None
    named = speakers.naming.find(subject)
    if named is None and not _may_be_credited(speakers, subject):
        return None  # "conform legii"
    first, last = reading.bounds.around(cue.start)
    if reading.tokens.form[cue.first - 1] in reading.words.complementizers and cue.first:
        return None  # "Ei afirmă că, potrivit X, …": the preposition stands inside a clause
    if _is_first(reading, first, cue):
        start = _after_phrase(reading, cue, subject, last)
        end = _clause_end(reading, start, credits) if start is not None else 0
    elif named is None or named[0].label != "MEDIA":
        start, end = _first_word(reading, first), _trimmed(reading, first, cue.start)
        whole = _after_insertion(reading, cue, subject, last)
        end = end if whole is None else whole
    else:
        return None
    if start is None or end - start < 2:
        return None
    return Candidate(start, end, _kind(reading, start, end), "preposition", cue)


def _after_insertion(reading: Reading, cue: Cue, subject: int, last: int) -> int | None:
    """The end of the sentence that goes on behind an inserted credit: A este, în opinia lui X, B.

    ``None`` where what follows still belongs to who is credited, or is a clause of its own.
    """
    tokens = reading.tokens
    edge, limit = phrase_around(tokens, subject)[1] + 1, tokens.at(last)
    if cue.first == 0 or edge + 2 >= limit or tokens.form[edge] != ",":
        return None
    if tokens.form[cue.first - 1] != "," or _goes_on_with(reading, edge + 1):
        return None
    rest = range(edge + 1, limit)
    if any(tokens.head[i] in {subject, cue.head} or tokens.is_finite(i) for i in rest):
        return None
    return _trimmed(reading, tokens.end[edge], last)


def _may_be_credited(speakers: Speakers, subject: int) -> bool:
    """Whether a noun that is no mention can say something: a person, a body, a document."""
    words, lemma = speakers.reading.words, speakers.reading.tokens.lemma[subject]
    nouns = words.bodies | words.spokes | words.unnamed_sources
    person = speakers.naming.is_person_noun(subject) or speakers.is_anaphor(subject)
    return person or lemma in nouns


def find_inserted(reading: Reading, speakers: Speakers, taken: Spans) -> list[Candidate]:
    """Sentences into which their cue is put between commas: A, a spus X, B."""
    found: list[Candidate] = []
    tokens = reading.tokens
    for cue in reading.cues:
        if cue.kind != "verb" or cue.head in reading.clauses or speakers.subject(cue) is None:
            continue
        first, last = reading.bounds.around(cue.start)
        first = max(first, reading.text.rfind(";", first, cue.start) + 1)
        before, after = _commas_around(reading, cue, tokens.at(first), tokens.at(last))
        if before is None or after is None or overlaps(taken, first, last):
            continue
        start, end = _first_word(reading, first), _trimmed(reading, first, last)
        reached = found[-1].end if found else 0
        named = speakers.named(cue)
        medium = named is not None and named[0].label == "MEDIA"
        if start is None or start < reached or medium or reading.pairs_between(first, last):
            continue
        if _is_statement(reading, start, tokens.start[before]) or _is_statement(
            reading, tokens.end[after], end
        ):
            kind = _kind(reading, start, end)
            found.append(Candidate(start, end, kind, "closing", cue, 0.75))
    return found


def _commas_around(
    reading: Reading, cue: Cue, first: int, last: int
) -> tuple[int | None, int | None]:
    """The commas between which nothing but ``cue`` and its subject stands."""
    tokens = reading.tokens
    before = next((i for i in range(cue.first - 1, max(first, cue.first - _INSERTED) - 1, -1)
                   if tokens.form[i] == ","), None)  # fmt: skip
    after = next((i for i in range(cue.last, min(last, cue.last + _INSERTED))
                  if tokens.form[i] == ","), None)  # fmt: skip
    if before is None or after is None or after + 2 > last or before <= first:
        return None, None
    others = (*range(before + 1, cue.first), *range(cue.last, after))
    if any(tokens.dep[i] == "obj" and tokens.head[i] == cue.head for i in others):
        return None, None  # …, X revealed a deal, …
    verbs = any(tokens.is_finite(i) for i in others)
    return (None, None) if verbs and len(others) > 2 else (before, after)


def find_closing(reading: Reading, speakers: Speakers, taken: Spans) -> list[Candidate]:
    """Sentences that end in their cue and a name: …, a anunțat X."""
    found: list[Candidate] = []
    for cue in reading.cues:
        if cue.kind != "verb" or cue.head in reading.clauses:
            continue
        first, last = reading.bounds.around(cue.start)
        comma = _closing_comma(reading, speakers, cue, last)
        if comma is None or comma <= first:
            continue
        start, end = _first_word(reading, first), _trimmed(reading, first, comma)
        reached = found[-1].end if found else 0
        if start is None or start < reached or overlaps(taken, start, cue.end):
            continue
        if _is_statement(reading, start, end):
            kind = _kind(reading, start, end)
            found.append(Candidate(start, end, kind, "closing", cue, 0.75))
    return found


def _is_statement(reading: Reading, start: int, end: int) -> bool:
    """Whether ``start``–``end`` has a verb and a few words, of which the first are looked at."""
    tokens = reading.tokens
    first, last = tokens.at(start), tokens.at(end)
    said = range(first, min(last, first + 60))
    return len(said) >= 4 and any(tokens.pos[i] in {"VERB", "AUX"} for i in said)


def _closing_comma(reading: Reading, speakers: Speakers, cue: Cue, last: int) -> int | None:
    """The comma before a cue and its subject, if they close the sentence that ends at ``last``."""
    tokens, subject = reading.tokens, speakers.subject(cue)
    named = speakers.named(cue)
    if subject is None or (named is not None and named[0].label == "MEDIA"):
        return None
    if named is None and not _may_speak(speakers, subject):
        return None
    opening = min(cue.first, tokens.doc[subject].left_edge.i if subject < cue.first else cue.first)
    before = opening - 1
    if before < 0 or tokens.form[before] != "," or tokens.at(last) - cue.last > _CLOSING:
        return None
    if subject < cue.first and tokens.at(last) - cue.last > 1:
        return None
    return tokens.start[before]


def _may_speak(speakers: Speakers, subject: int) -> bool:
    """Whether a noun that is no mention may be who speaks, and not what is promised (o pensie)."""
    tokens = speakers.reading.tokens
    known = tokens.pos[subject] != "NOUN" or "Def" in tokens.feature(subject, "Definite")
    return known or _may_be_credited(speakers, subject)


def _is_first(reading: Reading, first: int, cue: Cue) -> bool:
    """Whether only connectives stand between the head of the sentence and ``cue``."""
    tokens = reading.tokens
    before = range(tokens.at(first), cue.first)
    return len(before) <= _HEAD and not any(
        tokens.pos[i] in _CONTENT and tokens.preposition(i) is None for i in before
    )


def _next_cue(
    reading: Reading, speakers: Speakers, cue: Cue, clause: Clause, start: int
) -> int | None:
    """Where another speaker's clause begins in the sentence of ``clause``, beside it.

    That is the one of a cue which the parser hangs on this cue or above it (X a spus că …, însă Y
    a adăugat că …), or which comes after a comma and "while" (…, iar Y susține că …). What the same
    speaker goes on to say is one quote with it.
    """
    tokens = reading.tokens
    end = min(reading.bounds.around(start)[1], start + _LONGEST)
    above = {cue.head, *tokens.ancestors(cue.head)}
    for other in reading.cues_between(start, end):
        if other.kind != "verb" or other.head not in reading.clauses:
            continue
        beside = tokens.dep[other.head] in {"conj", "parataxis"}
        inside = clause.head is not None and other.head <= tokens.doc[clause.head].right_edge.i
        comma = _comma_before(reading, other, clause.first)
        if comma is None:
            continue
        splits = any(f in reading.words.splitters for f in tokens.form[comma : comma + 4])
        beside = beside and not inside and tokens.head[other.head] in above
        if (splits or beside) and not _goes_on(speakers, cue, other, comma):
            return tokens.start[comma]
    return None


def _goes_on(speakers: Speakers, cue: Cue, other: Cue, comma: int) -> bool:
    """Whether ``other``, behind ``comma``, has no speaker of its own but that of ``cue``."""
    subject = speakers.subject(other)
    return subject is None or subject == speakers.subject(cue) or subject < comma


def _comma_before(reading: Reading, cue: Cue, first: int) -> int | None:
    """The comma that opens the clause of ``cue``: the last before its leftmost word."""
    tokens = reading.tokens
    edge = max(tokens.doc[cue.head].left_edge.i, first)
    for i in range(cue.first - 1, max(first, cue.first - 30), -1):
        if tokens.form[i] in {",", ";"} and (i <= edge or not tokens.is_finite(i + 1)):
            return i if reading.pair_around(tokens.start[i]) is None else None
    return None


def _clause_end(reading: Reading, start: int, credits: Spans, before: int | None = None) -> int:
    """The end of the sentence, or of the quotation marks over it, without a trailing credit."""
    end = reading.bounds.around(start)[1]
    pair = reading.pair_around(end - 1)
    if pair is not None and pair.end > end:
        end = max(pair.end, reading.bounds.around(pair.end - 1)[1])
    end = min(end, start + _LONGEST, end if before is None else before)
    while (before_credit := _without_credit(reading, start, end, credits)) < end:
        end = before_credit
    return _trimmed(reading, start, end)


def _without_credit(reading: Reading, start: int, end: int, credits: Spans) -> int:
    """``end`` before the credit that closes the sentence (…, arată AFP)."""
    at = bisect_right(credits, (end - 1, 0)) - 1
    if at < 0 or not start < credits[at][0] < end or reading.pair_around(credits[at][0]):
        return end
    rest = reading.text[credits[at][1] : min(end, credits[at][1] + 40)]
    return end if WORD.search(rest) else credits[at][0]


def _first_word(reading: Reading, start: int) -> int | None:
    """The first character from ``start`` on that is no blank, comma or dash."""
    match = _LEAD.match(reading.text, start)
    at = match.end() if match else start
    return at if at < len(reading.text) else None


def _after_phrase(reading: Reading, cue: Cue, subject: int, last: int) -> int | None:
    """Where the statement begins after "potrivit X, care …,": behind the comma that ends it."""
    tokens = reading.tokens
    limit = min(tokens.at(last), cue.last + 60)
    edge = tokens.doc[subject].right_edge.i
    near = range(subject + 1, limit)
    commas = [i for i in near if tokens.form[i] == ","]
    if not commas:
        return None
    # "Potrivit lui X, care …, …": the clause of "care" belongs to the name.
    last_comma = commas[-1]
    commas = [i for i in commas if i == last_comma or not _goes_on_with(reading, i + 1)]
    behind = [i for i in commas if i >= edge]
    return _first_word(reading, tokens.end[(behind or commas)[0]])


def _goes_on_with(reading: Reading, i: int) -> bool:
    """Whether token ``i`` still speaks of who is credited: a relative clause, a participle.

    Or of another who is (potrivit martorilor, citați de X, …).
    """
    tokens = reading.tokens
    relative = "Rel" in tokens.feature(i, "PronType")
    participle = tokens.feature(i, "VerbForm") in {"Part", "Ger"} and tokens.pos[i] != "AUX"
    credits = bool(reading.cues_between(tokens.start[i], tokens.start[i] + 1))
    return relative or (participle and tokens.dep[i] != "root") or credits


def _trimmed(reading: Reading, start: int, end: int) -> int:
    """``end`` without blanks and closing punctuation before it."""
    tail = _TAIL.search(reading.text[max(start, end - 40) : end])
    return end - len(tail[0]) if tail else end


def _kind(reading: Reading, start: int, end: int) -> Kind:
    return "mixed" if reading.pairs_between(start, end) else "indirect"
