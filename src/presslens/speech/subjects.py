"""The word that stands for the speaker: the subject of a cue, its agent, its noun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from presslens.speech.complements import STOPS
from presslens.speech.cues import Cue
from presslens.speech.reading import Reading

_REACH: Final = 60
"""Tokens that are looked at on each side of a cue."""
_NAMED: Final = 8
"""Tokens between a preposition and the noun that it governs."""
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_BELOW: Final = frozenset({"flat", "flat:name", "appos", "nmod", "compound", "fixed"})
_CHAIN: Final = frozenset({"conj", "xcomp", "advcl", "acl", "acl:relcl", "aux", "cop", "ccomp"})


def find_subject(reading: Reading, cue: Cue) -> int | None:
    """The token that heads the speaker of ``cue``; ``None`` if it is left out.

    The parser's subject comes first; then, since arcs may be wrong, the nearest noun of the clause
    that no preposition or case makes something else.
    """
    return _Search(reading, cue).subject()


class _Search:
    def __init__(self, reading: Reading, cue: Cue) -> None:
        self.reading, self.cue, self.tokens = reading, cue, reading.tokens
        self.clause = reading.clauses.get(cue.head)
        start, end = reading.bounds.around(cue.start)
        first, last = self.tokens.at(start), self.tokens.at(end)
        before = self._stop(range(cue.first - 1, first - 1, -1))
        self.left = max([first, cue.first - _REACH, *before])
        right = self.clause.mark if self.clause else last
        self.right = min([right, cue.last + _REACH, *self._stop(range(cue.last, right))])
        self.floor = first
        self.opens = self._opens()

    def _stop(self, places: range) -> list[int]:
        """The first mark among ``places`` that ends the clause; before the cue what follows it."""
        for i in places[:_REACH]:
            if self.tokens.form[i] in STOPS:
                return [i + (places.step < 0)]
        return []

    def _opens(self) -> bool:
        """Whether the cue opens its clause, so that its subject follows („…”, a spus X)."""
        if self.clause is not None or self.cue.kind != "verb":
            return False
        before, after = self.cue.first - 1, self.right
        if before >= 0 and self.cue.first > self.floor and self.tokens.pos[before] != "PUNCT":
            return False
        return after >= len(self.tokens) or self.tokens.form[after] not in {":", "„", "“", "«"}

    def subject(self) -> int | None:
        cue = self.cue
        if cue.kind == "preposition":
            return self._governed()
        if cue.document is not None:
            return cue.document
        if cue.passive:
            return self._agent()
        own = self._own(cue.head)
        if self.opens or cue.kind == "manner":
            # "Acordul e gata, a spus X", but also "Ion Dan, primarul, a spus".
            found = own if own is not None and self._is_sure(own) else self._after()
            found = own if found is None else found
        else:
            found = own
        if found is None:
            found = self._inherited()
        if found is None and not self.opens:
            found = self._before()
        if found is None:
            found = self._after()
        return self._antecedent(found)

    def _is_sure(self, own: int) -> bool:
        """Whether the parser's subject is that of a cue behind a comma: an aside ends there."""
        between = range(own, self.cue.first)
        commas = self.tokens.form[own : self.cue.first].count(",")
        return own > self.cue.head or (
            commas > 1 and not any(self.tokens.is_finite(i) for i in between)
        )

    def _governed(self) -> int | None:
        """What a preposition governs."""
        after = self.cue.last
        own = after < self.right and self.tokens.is_possessive(after)
        if own and not (after + 1 < self.right and self.tokens.pos[after + 1] in _NOMINAL):
            return after  # "în opinia sa", but "according to his publicist"
        head = self.tokens.head[self.cue.head]
        if self.cue.first == self.cue.head and self.cue.last <= head < self.right:
            nouns = range(self.cue.last, head + 1)
        else:
            nouns = range(self.cue.last, min(self.right, self.cue.last + _NAMED))
        return next((i for i in nouns if self.tokens.pos[i] in _NOMINAL), None)

    def _agent(self) -> int | None:
        """Who did it, in a passive."""
        for i in self.tokens.children(self.cue.head):
            case = self.tokens.preposition(i) if self.tokens.dep[i].startswith("obl") else None
            if case is not None and self.tokens.form[case] in self.reading.words.agents:
                return i if self.tokens.dep[i] == "obl:agent" or not self._is_time(i) else None
        return None

    def _own(self, head: int) -> int | None:
        """The subject that the parser hangs on the verb, or on what the verb is a copula of."""
        heads = [head]
        if self.tokens.dep[head] in {"cop", "aux"}:
            heads.append(self.tokens.head[head])
        low = self.left if self.opens else self.floor
        found = [i for h in heads for i in self._subjects(h) if low <= i < self.right]
        # Of two before the verb the second is an apposition (Ion Dan, primarul, a spus).
        ahead = [i for i in found if i < self.cue.first and not self._is_before_its_noun(i, found)]
        return min(ahead, default=None) or min(found, default=None)

    def _subjects(self, head: int) -> list[int]:
        return [
            i
            for i in self.tokens.children(head)
            if self.tokens.dep[i] in {"nsubj", "nsubj:outer"}
            and self.tokens.pos[i] != "PUNCT"
            and not self.reading.pair_around(self.tokens.start[i])
            and self.tokens.preposition(i) is None
        ]

    def _is_before_its_noun(self, i: int, found: list[int]) -> bool:
        """Whether a name is followed by the noun to which it belongs (Ion Dan observers say)."""
        behind = self.tokens.doc[i].right_edge.i + 1
        nouns = behind in found and self.tokens.pos[behind] == "NOUN"
        return nouns and self.tokens.pos[i] == "PROPN"

    def _nearest(self, places: Iterable[int]) -> int | None:
        return min(places, key=lambda i: abs(i - self.cue.head), default=None)

    def _inherited(self) -> int | None:
        """The subject of the verb on which the cue depends (X a venit și a spus că)."""
        at = self.cue.head
        for above in self.tokens.ancestors(at, 4):
            if self.tokens.dep[at] not in _CHAIN or above < self.floor:
                return None
            acl = self.tokens.dep[at].startswith("acl")
            if acl and self.tokens.pos[above] in _NOMINAL and above < self.cue.first:
                return above if self._agrees(above) else None
            found = self._nearest(i for i in self._subjects(above) if i < self.cue.first)
            if found is not None:
                return found if self._agrees(found) else None
            at = above
        return None

    def _before(self) -> int | None:
        """The noun of the clause before the cue: the nearest, but the first before a gerund."""
        found, verbs, gerund = None, 0, self.cue.kind == "gerund"
        for i in range(self.cue.first - 1, self.left - 1, -1):
            verbs += self.tokens.is_finite(i)
            if self.tokens.pos[i] not in _NOMINAL or self.reading.pair_around(self.tokens.start[i]):
                continue
            noun = self._top(i)
            near = not verbs or gerund or self.tokens.dep[noun].startswith("nsubj")
            if near and self._is_free(noun) and self._agrees(noun):
                found = noun
                if not gerund:
                    break
        return found

    def _after(self) -> int | None:
        """The noun of the clause after the cue, up to the next verb."""
        words = self.reading.words
        accused = self.clause is not None and (
            words.bare_clauses or self.cue.word.takes("addressee")
        )
        for i in range(self.cue.last, self.right if not accused else self.cue.last):
            if self.tokens.is_finite(i):
                return None
            if self.tokens.pos[i] in _NOMINAL:
                top = self._top(i)
                noun = top if top >= self.cue.last else i
                if self._is_free(noun):
                    return noun
        return None

    def _top(self, i: int) -> int:
        """The head of the noun phrase in which token ``i`` is a name or an apposition."""
        for above in self.tokens.ancestors(i):
            if self.tokens.dep[i] not in _BELOW or not self.left <= above < i:
                return i
            if self.tokens.dep[i] == "nmod" and self.tokens.preposition(i) is not None:
                return i
            i = above
        return i

    def _is_free(self, i: int) -> bool:
        """Whether nothing says that a noun is no subject: preposition, case, object, time."""
        tokens = self.tokens
        if tokens.pos[i] == "PRON" and tokens.feature(i, "Strength") == "Weak":
            return False
        if i and tokens.form[i - 1] in self.reading.words.alls and tokens.pos[i] == "PRON":
            return False  # cu toate acestea
        title = tokens.lemma[i] in self.reading.words.titles and "Dat" not in tokens.feature(
            i, "Case"
        )
        if tokens.dep[i].startswith("expl") or self._is_time(i):
            return False
        if tokens.dep[i] == "iobj" and not title:
            return False  # but "a transmis prof. dr. Ion Dan", which has no case
        objects = tokens.dep[i] == "obj" and i < self.cue.first
        return not objects and not tokens.is_genitive(i) and tokens.preposition(i) is None

    def _is_time(self, i: int) -> bool:
        return self.tokens.lemma[i] in self.reading.words.times

    def _agrees(self, i: int) -> bool:
        """Whether verb and noun may agree in number; a name or a list agrees with both."""
        cue = self.cue
        if self.tokens.pos[i] != "NOUN":
            return True
        verbs = (self.tokens.feature(j, "Number") for j in range(cue.first, cue.head + 1)
                 if self.tokens.pos[j] in {"AUX", "VERB"})  # fmt: skip
        wanted = next((number for number in verbs if number), "")
        own = self.tokens.feature(i, "Number")
        listed = any(self.tokens.dep[c] == "conj" for c in self.tokens.children(i))
        return not wanted or not own or wanted == own or listed

    def _antecedent(self, i: int | None) -> int | None:
        """What a relative pronoun stands for."""
        if i is None or "Rel" not in self.tokens.feature(i, "PronType"):
            return i
        for above in self.tokens.ancestors(i, 3):
            if above < i and self.tokens.pos[above] in _NOMINAL:
                return above
        nouns = (j for j in range(i - 1, self.left - 1, -1) if self.tokens.pos[j] in _NOMINAL)
        return next((self._top(j) for j in nouns), None)
