"""Credits: the places at which an article says where it has something from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, Literal, NamedTuple

from presslens.annotations import Mention
from presslens.speech.cues import Cue
from presslens.speech.lexicon import Keys
from presslens.speech.phrases import phrase_around
from presslens.speech.reading import Reading
from presslens.speech.speakers import Speakers
from presslens.speech.tokens import SITE

_BACK: Final = 12
"""Tokens between a crediting word and the name that it credits (transmite agenția de presă X)."""
_JOINED: Final = 4
_NEAR: Final = 6
"""Tokens between a noun and what says that it was named before (sursele, deja citate)."""
_BEHIND: Final = 3
"""Tokens behind a preposition in which a noun for a source is looked for."""
_STEM: Final = 5
"""Letters by which a word is known that the lemmatizer does not know."""
_LONGEST: Final = 5
"""Words of the name of a source in a line of its own."""
_PLAIN: Final = frozenset({"NOUN", "ADJ", "DET", "ADP", "PROPN", "ADV", "PUNCT", "X"})
_ASIDE: Final = frozenset({"ADJ", "ADV", "DET"})

Kind = Literal["named", "before", "unnamed"]
"""``before`` is the source named last (conform sursei citate)."""


class Credit(NamedTuple):
    """A credit in the text, with its cue; ``name`` are the words for who is credited."""

    start: int
    end: int
    cue: str
    kind: Kind
    name: tuple[int, int]
    mention: Mention | None


def credits_of(reading: Reading, speakers: Speakers) -> list[Credit]:
    """The credits of a document in its order, none overlapping another."""
    return _Finder(reading, speakers).credits()


def _acronym(name: str) -> str:
    """The initials of a name of several words (Central News Agency: CNA), or the name."""
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 2 else name


def _is_site(text: str) -> bool:
    return "." in text and SITE.fullmatch(text.lower()) is not None


class _Finder:
    def __init__(self, reading: Reading, speakers: Speakers) -> None:
        self.reading, self.speakers = reading, speakers
        self.tokens, self.words = reading.tokens, reading.words

    def credits(self) -> list[Credit]:
        every = [*self._by_cues(), *self._by_words(), *self._lines(), *self._brackets()]
        kept: list[Credit] = []
        for credit in sorted(every, key=lambda c: (c.start, -c.end)):
            if not kept or credit.start >= kept[-1].end:
                kept.append(credit)
        return sorted([*kept, *self._joined(kept)], key=lambda c: c.start)

    @cached_property
    def _introduced(self) -> frozenset[str]:
        """The actors that the article itself calls a medium (agenția oficială X), and acronyms."""
        found = set()
        for mention in self.reading.mentions.between(0, len(self.reading.text)):
            at = self.tokens.at(mention.start) - 1
            # The names of papers are often taken for those of people: newspaper Magyar Nemzet.
            beside = at >= 0 and self._is_source_noun(at)
            if mention.actor_id is None or not (mention.label in {"ORG", "MEDIA"} or beside):
                continue
            while at > 0 and self.tokens.pos[at] in _ASIDE:
                at -= 1
            if at > 0 and self._is_site_noun(at) and self.tokens.pos[at - 1] == "ADP":
                continue  # "pe site-ul FGDB": its own
            if at >= 0 and self._is_source_noun(at) and not self._is_unnamed(at):
                found |= {mention.actor_id, _acronym(mention.text)}
        return frozenset(found)

    @cached_property
    def _source_nouns(self) -> list[int]:
        """The nouns for sources, in the order of the text; ``_is_source_noun`` asks for one."""
        return [i for i in range(len(self.tokens)) if self._is_source_noun(i)]

    def _is_source_noun(self, i: int) -> bool:
        known = self._is_one_of(self.words.source_nouns, i)
        return known and self.tokens.pos[i] not in {"ADP", "DET", "PUNCT"}

    def _is_unnamed(self, i: int) -> bool:
        return self._is_one_of(self.words.unnamed_sources, i)

    def _is_site_noun(self, i: int) -> bool:
        return self._is_one_of(self.words.sites, i)

    def _is_one_of(self, nouns: Keys, i: int) -> bool:
        return self.tokens.lemma[i] in nouns or self.tokens.form[i] in nouns

    def _is_medium(self, mention: Mention) -> bool:
        known = {mention.actor_id, mention.text} & self._introduced
        return mention.label == "MEDIA" or bool(known) or _is_site(mention.text)

    def _by_cues(self) -> Iterator[Credit]:
        """The media that are the subject of a cue, and the sources that have no name there."""
        tokens = self.tokens
        for cue in self.reading.cues:
            subject = self.speakers.subject(cue)
            if cue.kind == "preposition" and (subject is None or self._kind_of(subject) is None):
                behind = self._noun_behind(cue)
                subject = subject if behind is None else behind
            if subject is None:
                continue
            kind, found = self._kind_of(subject), self.speakers.naming.find(subject)
            if found is not None and kind in {None, "named"}:
                if self._is_medium(found[0]) or (
                    found[0].label in {"ORG", "MEDIA"}
                    and self._is_written_by(cue, subject, tokens.at(found[0].end))
                ):
                    yield self._credit(cue, "named", found[0].start, found[0].end, found[0])
            elif kind is None and self._is_written_by(cue, subject, self._end_of_name(subject)):
                end = tokens.end[self._end_of_name(subject) - 1]
                yield self._credit(cue, "named", tokens.start[subject], end, None)
            elif kind is not None:
                first, last = phrase_around(tokens, self._name_of(subject))
                yield self._credit(cue, kind, tokens.start[first], tokens.end[last], None)

    def _credit(
        self, cue: Cue, kind: Kind, start: int, end: int, mention: Mention | None
    ) -> Credit:
        words = self.reading.text[cue.start : cue.end]
        return Credit(min(start, cue.start), max(end, cue.end), words, kind, (start, end), mention)

    def _is_written_by(self, cue: Cue, subject: int, end: int) -> bool:
        """Whether a name that nobody knows closes a sentence as the press does (…, scrie Time)."""
        tokens = self.tokens
        return (
            cue.word.lemma in self.words.press_verbs
            and cue.first > 0 and tokens.form[cue.first - 1] == ","
            and subject == cue.last and tokens.word(subject)[:1].isupper()
            and (end >= len(tokens) or tokens.form[end] in {".", ","})
        )  # fmt: skip

    def _noun_behind(self, cue: Cue) -> int | None:
        """The noun for a source right behind a preposition, whatever the arcs say."""
        for i in range(cue.last, min(cue.last + _BEHIND, len(self.tokens))):
            if self._is_source_noun(i):
                return i
            if self.tokens.pos[i] not in _ASIDE:
                return None
        return None

    def _kind_of(self, i: int) -> Kind | None:
        """What kind of source the noun at token ``i`` is; ``None`` if it is none."""
        tokens, words = self.tokens, self.words
        if _is_site(tokens.form[i]):
            return "named"
        if not self._is_source_noun(i):
            return None
        children = tokens.children(i)
        cited = [c for c in children if tokens.lemma[c] in words.cited and abs(c - i) < _NEAR]
        if i + 1 < len(tokens) and tokens.word(i + 1).startswith(self._cited):
            cited.append(i + 1)  # "sursei citate", which the parser takes for anything
        if any(c + 1 >= len(tokens) or tokens.form[c + 1] not in words.agents for c in cited):
            return "before"  # but "unor surse citate de X"
        if self._name_of(i) != i:
            return "named"
        unnamed = self._is_unnamed(i)
        if unnamed and not self._is_one_of(words.single_sources, i):
            return "unnamed"
        definite = "Def" in tokens.feature(i, "Definite") or self._has_article(i)
        owned = any(tokens.dep[c].startswith("nmod") for c in children)  # agenția din capitala X
        if definite and not owned and tokens.feature(i, "Number") != "Plur":
            return "before"
        # "Ziarele scriu" are no sources that hide.
        return "unnamed" if unnamed else None

    @cached_property
    def _cited(self) -> tuple[str, ...]:
        return tuple(word for word in self.words.cited if len(word) >= _STEM)

    def _name_of(self, i: int) -> int:
        """The name that stands with the noun at token ``i`` (ziarul Kayhan), or ``i`` itself."""
        tokens = self.tokens
        for child in tokens.children(i):
            own = tokens.pos[child] == "PROPN" and not tokens.is_genitive(child)
            if own and child > i and tokens.preposition(child) is None:
                return child
        return i

    def _has_article(self, i: int) -> bool:
        """Whether a definite article of its own stands before token ``i`` (the agency)."""
        tokens = self.tokens
        return any("Def" in tokens.feature(c, "Definite") for c in tokens.children(i) if c < i)

    def _by_words(self) -> Iterator[Credit]:
        """The media behind a crediting word (citat de X, pentru X) or a verb (arată luni X)."""
        tokens = self.tokens
        cues = {cue.last - 1: cue for cue in self.reading.cues if cue.kind == "verb"}
        hiding = self.words.unnamed_sources - self.words.single_sources
        for i in self._source_nouns:
            # "o conferință de presă" is an event.
            event = tokens.form[i - 1] in self.words.agents and tokens.pos[i - 2] == "NOUN"
            if event or not self._is_one_of(hiding, i) or self._kind_of(i) != "unnamed":
                continue
            word = self._crediting(i, cues)
            if word is not None:
                first, last = phrase_around(tokens, i)
                name = tokens.start[max(first, word[1] + 1)], tokens.end[last]
                yield self._behind(tokens.start[word[0]], tokens.end[word[1]], "unnamed", name)
        for first, end, mention in self._media():
            name = tokens.start[first], end
            word = self._crediting(first, cues)
            if word is not None:
                yield self._behind(
                    tokens.start[word[0]], tokens.end[word[1]], "named", name, mention
                )
                continue
            cue = self._verb_before(first, cues)
            if cue is not None:
                yield self._behind(cue.start, cue.end, "named", name, mention)

    def _behind(
        self,
        start: int,
        end: int,
        kind: Kind,
        name: tuple[int, int],
        mention: Mention | None = None,
    ) -> Credit:
        """The credit whose words ``start``–``end`` stand before the name."""
        return Credit(start, name[1], self.reading.text[start:end], kind, name, mention)

    def _media(self) -> Iterator[tuple[int, int, Mention | None]]:
        """The names of media: first token, the character behind the last, the mention, if any."""
        tokens = self.tokens
        for mention in self.reading.mentions.between(0, len(self.reading.text)):
            if mention.actor_id is not None and self._is_medium(mention):
                yield tokens.at(mention.start), mention.end, mention
        for i, form in enumerate(tokens.form):
            if _is_site(form) and not self.reading.mentions.over(tokens.start[i]):
                yield i, tokens.end[i], None
        for i in self._source_nouns:
            if not self._is_site_noun(i):
                yield from self._called(i)

    def _called(self, noun: int) -> Iterator[tuple[int, int, Mention | None]]:
        """The name behind the noun of a medium (agenția germană de știri dpa), if no mention is."""
        tokens = self.tokens
        for i in range(noun + 1, min(noun + _JOINED + 2, len(tokens))):
            if tokens.pos[i] == "PROPN" and not tokens.is_genitive(i):
                known = self.reading.mentions.over(tokens.start[i])
                if not any(m.link != "adjective" for m in known):
                    last = i
                    while last + 1 < len(tokens) and tokens.pos[last + 1] == "PROPN":
                        last += 1
                    yield i, tokens.end[last], None
                elif (
                    known[0].actor_id is not None and known[0].label in {"ORG", "GPE"}
                    and not self._is_medium(known[0])
                    and tokens.pos[i - 1] != "ADP"
                ):  # fmt: skip
                    yield i, known[0].end, known[0]
                return
            inner = tokens.pos[i] == "ADP" and i + 1 < len(tokens) and tokens.pos[i + 1] == "NOUN"
            if not inner and tokens.pos[i] not in {"ADJ", "NOUN"}:
                return

    def _verb_before(self, first: int, cues: dict[int, Cue]) -> Cue | None:
        """The verb of saying whose subject follows as token ``first``, whatever the arcs say."""
        tokens = self.tokens
        for i in range(first - 1, max(-1, first - 1 - _BACK), -1):
            cue = cues.get(i)
            if cue is not None:
                before = tokens.form[cue.first - 1] if cue.first else ""
                opens = before in {",", "–", "-", "(", ".", ""} or not before.isalnum()
                return cue if opens and cue.head not in self.reading.clauses else None
            time = tokens.lemma[i] in self.words.times
            inner = self._is_inner(i) or (i > 0 and self._is_inner(i - 1))
            known = time or inner or self._is_source_noun(i)
            if not known and tokens.pos[i] not in _ASIDE:
                return None
        return None

    def _crediting(self, first: int, cues: Mapping[int, Cue]) -> tuple[int, int] | None:
        """The crediting word before the name at token ``first``, and its preposition."""
        tokens, through = self.tokens, None
        for i in range(first - 1, max(-1, first - 1 - _BACK), -1):
            allowed = self.words.credit_through.get(tokens.lemma[i])
            if allowed is None and i in cues:
                allowed = self.words.told_for
            if allowed is not None:
                form = "" if through is None else tokens.form[through]
                if form == ":" and through is not None and through + 1 < first:
                    return None  # a line of several: `_lines`
                return (i, i if through is None else through) if form in allowed else None
            if tokens.form[i] == ":" or (tokens.pos[i] == "ADP" and not self._is_inner(i)):
                through = i if through is None else through
            elif tokens.pos[i] not in _PLAIN:
                return None
        return None

    def _is_inner(self, i: int) -> bool:
        """Whether a preposition belongs to the noun before it (agenția germană de presă X)."""
        if self.tokens.pos[i] != "ADP":
            return False
        i -= 1
        while i > 0 and self.tokens.pos[i] == "ADJ":
            i -= 1
        return i >= 0 and self._is_source_noun(i)

    def _lines(self) -> Iterator[Credit]:
        """The lines that only name a source (Sursa: X), whether it is known or not."""
        tokens, text = self.tokens, self.reading.text
        for i, form in enumerate(tokens.form):
            if (
                form != ":"
                or not i
                or ":" not in self.words.credit_through.get(tokens.lemma[i - 1], ())
            ):
                continue
            last = self._end_of_name(i + 1)
            if last > i + 1:
                start, name = tokens.start[i - 1], (tokens.start[i + 1], tokens.end[last - 1])
                mention = next(iter(self.reading.mentions.over(name[0])), None)
                cue = text[start : tokens.end[i]]
                yield Credit(start, name[1], cue, "named", name, mention)
                yield from self._listed(last, cue)

    def _listed(self, at: int, cue: str) -> Iterator[Credit]:
        """The names behind the first in such a line (Sursa: X, Y), of those that are known."""
        tokens = self.tokens
        while at + 1 < len(tokens) and tokens.form[at] in {",", "/", *self.words.joins}:
            last = self._end_of_name(at + 1)
            start = tokens.start[at + 1]
            known = next(iter(self.reading.mentions.over(start)), None)
            if last == at + 1 or known is None or not self._is_medium(known):
                return
            yield Credit(known.start, known.end, cue, "named", (known.start, known.end), known)
            at = tokens.at(known.end)

    def _end_of_name(self, first: int) -> int:
        """Where the capitalised words end that begin at token ``first``, but for a next heading."""
        tokens, last = self.tokens, first
        while last < min(first + _LONGEST, len(tokens)) and tokens.word(last)[:1].isupper():
            last += 1
        heading = last < len(tokens) and tokens.form[last] == ":"
        return last - heading

    def _brackets(self) -> Iterator[Credit]:
        """The media in brackets alone: (Mediafax)."""
        text = self.reading.text
        for mention in self.reading.mentions.between(0, len(text)):
            start, end = mention.start, mention.end
            alone = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"
            # Behind a name it explains what was named: Agence France-Presse (AFP).
            alone = alone and not self.reading.mentions.over(max(0, start - 3))
            if alone and mention.label == "MEDIA" and mention.actor_id is not None:
                yield Credit(start - 1, end + 1, "(", "named", (start, end), mention)

    def _joined(self, credits: list[Credit]) -> Iterator[Credit]:
        """The media that "and" or a comma joins to a credited one (transmit AFP și Reuters)."""
        tokens = self.tokens
        starts = {c.start for c in credits}
        for credit in credits:
            end, known = credit.end, credit.mention
            while known is not None:
                following = self.reading.mentions.between(end, end + 60)[:1]
                if not following or not self._is_medium(following[0]) or not following[0].actor_id:
                    break
                between = range(tokens.at(end), tokens.at(following[0].start))
                known = following[0]
                if known.start in starts or len(between) > _JOINED or not between:
                    break
                if not all(tokens.form[i] in {",", "/", *self.words.joins} for i in between):
                    break
                name = known.start, known.end
                yield Credit(*name, credit.cue, "named", name, known)
                end = known.end
