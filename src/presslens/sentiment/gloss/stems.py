"""English for forms whose lemma the pipeline did not find, by their endings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.data import lemmas
from presslens.sentiment.gloss.english import inflect

if TYPE_CHECKING:
    from collections.abc import Iterator

Endings = tuple[tuple[str, tuple[str, ...]], ...]

_NOMINAL: Final[Endings] = (
    ("urilor", ("",)),
    ("ilor", ("", "u", "e", "iu")),
    ("elor", ("ă", "e", "")),
    ("urile", ("",)),
    ("ului", ("", "u")),
    ("ele", ("ă", "e", "", "ea")),
    ("ile", ("ă", "e", "")),
    ("uri", ("",)),
    ("ul", ("", "u")),
    ("ii", ("", "iu", "e", "ie")),
    ("ei", ("ă", "e", "")),
    ("le", ("", "l")),
    ("ea", ("e",)),
    ("a", ("ă", "e", "")),
    ("ă", ("",)),
    ("i", ("", "e", "u", "ă")),
    ("e", ("ă", "")),
)
"""Endings of nouns and adjectives with what the lemma may have instead."""
_VERBAL: Final[Endings] = (
    ("ându", ("a", "e", "ea")),
    ("ând", ("a", "e", "ea")),
    ("indu", ("i", "e")),
    ("ind", ("i", "e", "ia")),
    ("ează", ("a",)),
    ("eze", ("a",)),
    ("ește", ("i",)),
    ("ească", ("i",)),
    ("esc", ("i",)),
    ("ase", ("a",)),
    ("ise", ("i",)),
    ("at", ("a",)),
    ("it", ("i",)),
    ("ut", ("ea", "e")),
    ("ă", ("a",)),
    ("e", ("a", "i")),
)
"""Endings of verbs with what the infinitive has instead."""
_WAYS: Final = {
    "NOUN": ((_NOMINAL, ("NOUN", "ADJ")),),
    "ADJ": ((_NOMINAL, ("ADJ", "NOUN")),),
    "VERB": ((_VERBAL, ("VERB",)), (_NOMINAL, ("ADJ",))),
}
"""By part of speech: endings, and the parts of speech under which the lemmas are looked up."""
_SHORTEST: Final = 3


def by_endings(form: str, pos: str) -> str | None:
    """The English of a noun, adjective or verb by the endings of ``form``, or None."""
    table = lemmas()
    for endings, parts in _WAYS.get(pos, ()):
        for lemma in _lemmas(form, endings):
            for wanted in parts:
                if (lemma, wanted) in table:
                    return table[lemma, wanted]
    if pos == "NOUN":
        for lemma in (form, *_lemmas(form, _NOMINAL)):
            verb = table.get((lemma.removesuffix("re"), "VERB"))
            if lemma.endswith("re") and verb is not None:
                return inflect(verb, "ing")
    return None


def _lemmas(form: str, endings: Endings) -> Iterator[str]:
    for ending, instead in endings:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= _SHORTEST:
            for end in instead:
                yield stem + end
