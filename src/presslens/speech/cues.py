"""Reads ``speech.yaml`` of a language, and finds the words that report speech."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from presslens.errors import ParameterError
from presslens.language.data import load_data
from presslens.language.text import comparison_key

CueKind = Literal["verb", "gerund", "preposition"]

_AUXILIARY_RO = (
    r"(?:(?:s|i|l|le|ne|mi|ti|si|vi|o|m|te|v)-)?(?:a|au)"
    r"(?:\s+(?:mai|tot|doar|inca|si|inclusiv|chiar|deja|ulterior|apoi|totusi)){0,2}"
)
_NOT_BEFORE = {
    "ro": re.compile(
        r"(?<!\w)(?:nu(?:\s+(?:le|i|ne))?|n|sa|va|vor|ar|pentru a|de a|fara a|a"
        r"|dupa|fara|prin|cu|in|despre|din|intreaga|toata)[\s-]+$"  # a noun: după reclamă
    ),
    "en": re.compile(
        r"(?<!\w)(?:not|never|n't|to|will|would|can|could|may|might|should|must|without|did|'ll)\s+$"
    ),
}
_FIRST_PERSON = {  # "cred" is also "they believe": only with no subject before it is it "I"
    "ro": re.compile(r"(?:[.,!?;:…\n(–-]|(?<!\w)(?:eu|nu|si|dar|iar|ca|deci))\s*(?:cred|spun)$"),
    "en": re.compile(r"(?<!\w)(?:i|we|you)\s(?:(?:do|also|just|still|really)\s)?\S+(?:\s\S+)?$"),
}
"""The writer speaks, not somebody reported; matched over the cue and the words before it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where the text says that somebody speaks."""

    start: int
    end: int
    kind: CueKind
    bare: bool = False
    """Whether a clause may follow without a complementizer (he said it was)."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title that can stand alone for its bearer, and the words by which it is borne."""

    subject_before: re.Pattern[str]
    subject_after: re.Pattern[str]
    borne: re.Pattern[str]


@dataclass(frozen=True)
class Cues:
    """The words of a language, compiled; all patterns are over comparison keys."""

    language: str
    verb: re.Pattern[str]
    impersonal: re.Pattern[str]
    """Verbs without a speaker (se spune); matched over the cue and the words before it."""
    gerund: re.Pattern[str]
    preposition: re.Pattern[str]
    bare: re.Pattern[str]
    complementizer: re.Pattern[str]
    no_complementizer: re.Pattern[str]
    titles: re.Pattern[str]
    oblique_titles: re.Pattern[str]
    clause_opener: re.Pattern[str] | None
    oblique: re.Pattern[str]
    oblique_word: re.Pattern[str]
    genitive_endings: tuple[str, ...]
    spokes: re.Pattern[str]
    pronoun: re.Pattern[str]
    masculine: re.Pattern[str]
    feminine: re.Pattern[str]
    plural: re.Pattern[str]
    bare_titles: tuple[Title, ...]
    transitive: re.Pattern[str]
    """Verbs whose object may stand right behind them (a acuzat Rusia că)."""
    addressed: re.Pattern[str]
    """Verbs whose object is a listener (told the court)."""
    clause_gap: re.Pattern[str] | None
    """What may begin the words between a verb and its complementizer; ``None``: anything."""
    relative: re.Pattern[str]
    fillers: re.Pattern[str] | None
    """What may stand between a name and its verb (Trump also said); ``None``: anything."""
    connectives: re.Pattern[str]
    coordinators: re.Pattern[str]
    credit_before: re.Pattern[str]
    credit_after: re.Pattern[str]
    credit_again: re.Pattern[str]
    joins: re.Pattern[str]
    splitter: re.Pattern[str]

    def find(self, key: str) -> list[Cue]:
        """The cues of the text whose comparison key is ``key``, in its order, none overlapping."""
        found = sorted(self._all(key), key=lambda c: (c.start, -c.end))
        kept: list[Cue] = []
        for cue in found:
            if not kept or cue.start >= kept[-1].end:
                kept.append(cue)
        return kept

    def _all(self, key: str) -> Iterator[Cue]:
        kinds: tuple[tuple[re.Pattern[str], CueKind], ...] = (
            (self.verb, "verb"),
            (self.gerund, "gerund"),
            (self.preposition, "preposition"),
        )
        negated = _NOT_BEFORE[self.language]
        for pattern, kind in kinds:
            for match in pattern.finditer(key):
                before = key[max(0, match.start() - 16) : match.start()]
                whole = before + match[0]
                unspoken = self.impersonal.search(whole) or self._is_first_person(before, match[0])
                if kind != "verb" or not (negated.search(before) or unspoken):
                    bare = bool(self.bare.fullmatch(match[0]))
                    yield Cue(match.start(), match.end(), kind, bare)

    def _is_first_person(self, before: str, cue: str) -> bool:
        found = _FIRST_PERSON[self.language].search(before + cue)
        return found is not None and found.start() < len(before) and found.end() >= len(before)


@functools.lru_cache(maxsize=8)
def load_cues(language: str) -> Cues:
    """The reporting words of ``language``.

    Raises:
        ParameterError: The language has no ``speech.yaml``.
    """
    from presslens.language import LANGUAGES

    if language not in LANGUAGES:
        raise ParameterError(
            f"no reporting words for the language {language!r}; allowed are {', '.join(LANGUAGES)}"
        )
    data = load_data(language, "speech")
    rows: list[tuple[str, list[str], list[str], list[str]]] = [
        (lemma, past.split("|"), present.split("|"), gerund.split("|"))
        for lemma, past, present, gerund in data["verbs"]
    ]
    bare = [
        w for lemma, past, present, _ in rows if lemma in data["bare_verbs"] for w in past + present
    ]
    return Cues(
        language=language,
        verb=re.compile(_verb_pattern(language, rows)),
        impersonal=re.compile(_impersonal_pattern(data, rows)),
        gerund=_words(g for *_, gerunds in rows for g in gerunds),
        preposition=_words(data["prepositions"]),
        bare=_words(bare),
        complementizer=_words(data["complementizers"]),
        no_complementizer=re.compile(_words(data["no_complementizer"]).pattern + r"\s*$"),
        titles=re.compile(_words(data["titles"]).pattern + r"\s*$"),
        oblique_titles=re.compile(_words(data["oblique_titles"]).pattern + r"\s*$"),
        clause_opener=_clause_opener(data),
        oblique=re.compile(_words(data["oblique"]).pattern + r"[\s'„\"“]*$"),
        oblique_word=_words(data["oblique"]),
        genitive_endings=tuple(data["genitive_endings"]),
        spokes=_words(data["spokes"]),
        pronoun=_words(data["pronouns"]),
        masculine=_words(data["masculine"]),
        feminine=_words(data["feminine"]),
        plural=_words(data["plural"]),
        bare_titles=tuple(_title(data, **row) for row in data["bare_titles"]),
        transitive=_forms_of(rows, data["object_verbs"]),
        addressed=_forms_of(rows, data["addressed_verbs"]),
        clause_gap=_clause_gap(data["clause_gap"]),
        fillers=_clause_gap(data["fillers"]),
        relative=_words(data["relative"]),
        connectives=_words(data["connectives"]),
        coordinators=re.compile(rf",\s+{_words(data['coordinators']).pattern}"),
        credit_before=_before(data["credit_before"]),
        credit_after=re.compile(
            r"(?:\s*,[^,.;:\n]{1,60},)?\s{1,2}" + _words(data["credit_after"]).pattern
        ),
        credit_again=_words(data["credit_again"]),
        splitter=re.compile(rf",?\s+{_words(data['splitters']).pattern}"),
        joins=re.compile(rf"\s*(?:,|/|{_words(data['joins']).pattern})\s*(?:the\s+)?"),
    )


def _verb_pattern(
    language: str, rows: Iterable[tuple[str, list[str], list[str], list[str]]]
) -> str:
    rows = list(rows)
    past = [w for _, words, _, _ in rows for w in words]
    present = [w for _, _, words, _ in rows for w in words]
    if language != "ro":
        return _words([*past, *present]).pattern
    pluperfect = [p for word in past for p in _pluperfect(word)]
    compound = rf"(?<![\w-]){_AUXILIARY_RO}\s+{_group(past)}(?:-[oi])?(?!\w)"
    simple = rf"(?<!\w)(?:(?:si|le|ii|isi|se|ne|l|mai)\s+)?{_group([*present, *pluperfect])}(?!\w)"
    return f"{compound}|{simple}"


def _impersonal_pattern(
    data: Mapping[str, Any], rows: Iterable[tuple[str, list[str], list[str], list[str]]]
) -> str:
    """A cue at the end of the window that only the reflexive or the passive makes impersonal."""
    own = set(data["reflexive_verbs"])
    others = [w for lemma, past, present, _ in rows if lemma not in own for w in past + present]
    return rf"{_words(data['impersonal']).pattern}\s+(?:mai\s+)?{_group(others)}$"


def _pluperfect(participle: str) -> list[str]:
    """The pluperfect of a participle: declarat → declarase, declaraseră; spus → spusese."""
    stem = participle[:-1] + "se" if participle.endswith("t") else participle + "ese"
    return [] if " " in participle else [stem, stem + "ră"]


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """A credit and up to five plain words to the end of what stands before a name."""
    article = r"\s{1,3}(?P<between>(?:[\w.-]{1,40}\s{1,3}){0,5})[„\"“«]?"
    return re.compile(rf"(?P<cue>{_words(words).pattern}){article}$")


def _clause_opener(data: Mapping[str, Any]) -> re.Pattern[str] | None:
    if not data.get("clause_openers"):
        return None
    asides = "|".join(a.replace(" ", r"\s") for a in data["asides"])
    return re.compile(
        rf"(?:\s+(?:{asides}),?){{0,2}}\s+(?={_words(data['clause_openers']).pattern})"
    )


def _forms_of(
    rows: Iterable[tuple[str, list[str], list[str], list[str]]], lemmas: list[str]
) -> re.Pattern[str]:
    return _words(
        w
        for lemma, past, present, gerund in rows
        if lemma in lemmas
        for w in past + present + gerund
    )


def _title(data: Mapping[str, Any], alone: list[str], borne: list[str]) -> Title:
    """``alone``: its forms as a subject; ``borne``: those that only stand beside a name."""
    article = r"(?<!\w)the\s" if data["title_needs_article"] else r"(?<!\w)"
    subject = rf"{article}{_group(alone)}(?!\w)"
    return Title(
        subject_before=re.compile(rf"{subject}\s*$"),
        subject_after=re.compile(rf"\s{{1,2}}{subject}"),
        borne=_words([*alone, *borne]),
    )


def _clause_gap(words: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\s*(?:$|[,(–—-]|\w+ly(?!\w)|{_words(words).pattern})") if words else None


def _group(words: Iterable[str]) -> str:
    keys = sorted({comparison_key(w) for w in words}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in keys) + ")"


def _words(words: Iterable[str]) -> re.Pattern[str]:
    words = list(words)
    return re.compile(rf"(?<!\w){_group(words)}(?!\w)" if words else r"(?!)")
