"""The tokens of a document as plain lists, read once for all components.

To make a spaCy object for a word costs more than all that is done with it; so what is asked of
every word is taken out of the document in one piece, and kept as long as the document lives.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakKeyDictionary

from presslens.language.text import word_key

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES: Final = (
    "ORTH", "LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "IDX", "LENGTH", "SPACY", "SENT_START",
)  # fmt: skip

T = TypeVar("T")


class Columns:
    """What the trained components say of each token, a list a property.

    It is a copy: it knows nothing of what is changed in the document afterwards, and does not keep
    the document.
    """

    def __init__(self, doc: Doc) -> None:
        numbers = doc.to_array(list(_ATTRIBUTES)).reshape(-1, len(_ATTRIBUTES))
        signed = numbers.astype("int64").T.tolist()
        self._numbers: dict[str, list[int]] = dict(zip(_ATTRIBUTES, signed, strict=True))
        self._strings = doc.vocab.strings

    def __len__(self) -> int:
        return len(self._numbers["ORTH"])

    def _read(self, name: str, read: Callable[[str], T]) -> list[T]:
        """What ``read`` makes of each string of a column; it is asked once for each that occurs."""
        column, strings = self._numbers[name], self._strings
        known = {number: read(strings[number % 2**64]) for number in set(column)}
        return [known[number] for number in column]

    @functools.cached_property
    def text(self) -> str:
        """The text of the document."""
        spaces = self._numbers["SPACY"]
        return "".join([t + " " if s else t for t, s in zip(self.words, spaces, strict=True)])

    @functools.cached_property
    def words(self) -> list[str]:
        """The tokens as they are written."""
        return self._read("ORTH", str)

    @functools.cached_property
    def keys(self) -> list[str]:
        """The comparison keys of the tokens."""
        return self._read("ORTH", word_key)

    @functools.cached_property
    def lemmas(self) -> list[str]:
        """The comparison keys of the lemmas; "" where there is none."""
        return self._read("LEMMA", word_key)

    @functools.cached_property
    def pos(self) -> list[str]:
        """The parts of speech (UD)."""
        return self._read("POS", str)

    @functools.cached_property
    def tags(self) -> list[str]:
        """The fine tags."""
        return self._read("TAG", str)

    @functools.cached_property
    def features(self) -> list[dict[str, str]]:
        """The morphological features: {"Case": "Acc,Nom"}; those of like tokens are one object."""
        return self._read("MORPH", _features)

    @functools.cached_property
    def dep(self) -> list[str]:
        """The relations of the tokens to their heads (UD), with subtypes."""
        return self._read("DEP", str)

    @functools.cached_property
    def relations(self) -> list[str]:
        """The relations without subtypes."""
        return self._read("DEP", lambda label: label.partition(":")[0])

    @functools.cached_property
    def heads(self) -> list[int]:
        """The heads, as indexes; of a root its own."""
        return [at + step for at, step in enumerate(self._numbers["HEAD"])]

    @property
    def starts(self) -> list[int]:
        """The characters at which the tokens begin."""
        return self._numbers["IDX"]

    @functools.cached_property
    def ends(self) -> list[int]:
        """The characters behind the tokens."""
        return [a + n for a, n in zip(self.starts, self._numbers["LENGTH"], strict=True)]

    def is_spaced(self, at: int) -> bool:
        """Whether a blank stands right behind the token."""
        return self._numbers["SPACY"][at] == 1

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence begins with the token."""
        return self._numbers["SENT_START"][at] == 1


_known: WeakKeyDictionary[Doc, Columns] = WeakKeyDictionary()


def columns(doc: Doc) -> Columns:
    """The tokens of ``doc`` as they were when it was asked for the first time.

    So what changes tokens, tags or arcs has to run before the first component that asks.
    """
    found = _known.get(doc)
    if found is None:
        found = _known[doc] = Columns(doc)
    return found


@functools.lru_cache(maxsize=4096)
def _features(written: str) -> dict[str, str]:
    pairs = (feature.partition("=") for feature in written.split("|"))
    return {name: values for name, equals, values in pairs if equals}
