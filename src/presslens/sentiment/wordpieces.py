"""Word pieces of the sentiment networks: small letters without marks, the longest piece first.

The vocabulary and the way of cutting are those of the encoders that the networks started from
(WordPiece; Devlin et al. 2019, BERT).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(
    r"\w[\w\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*|[^\w\s]"
)
"""A word or a mark, as the encoders cut text before they cut words.

Combining marks and what has no width (a soft hyphen) part no word; `WordPieces.of` drops them.
"""

LONGEST_WORD: Final = 100
"""Letters of a word that are looked at."""

_REMEMBERED: Final = 200_000
"""Words whose pieces are remembered: a text of random letters must not fill the memory."""

_DROPPED: Final = frozenset({"Mn", "Cc", "Cf"})

_BEGIN: Final = ("<s>", "[CLS]")
_END: Final = ("</s>", "[SEP]")


class WordPieces:
    """Cuts text into the numbers of pieces.

    Args:
        pieces: The vocabulary in the order of its numbers; a piece inside a word begins with "##".

    Attributes:
        begin: The number of the piece before a text; ``end`` and ``unknown`` likewise.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        self.begin = next(self.numbers[piece] for piece in _BEGIN if piece in self.numbers)
        self.end = next(self.numbers[piece] for piece in _END if piece in self.numbers)
        self.unknown = self.numbers["[UNK]"]
        self._longest = max(map(len, self.numbers))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, text: str) -> tuple[int, ...]:
        """The numbers of the pieces of ``text``; time is linear in its length."""
        found = self._known.get(text)
        if found is None:
            found = tuple(n for word in WORD.findall(_plain(text)) for n in self._cut(word))
            if len(text) <= LONGEST_WORD:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[text] = found
        return found

    def _cut(self, word: str) -> list[int]:
        word = word[:LONGEST_WORD]
        found: list[int] = []
        at = 0
        while at < len(word):
            prefix = "##" if at else ""
            for end in range(min(len(word), at + self._longest), at, -1):
                number = self.numbers.get(prefix + word[at:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            at = end
        return found


def _plain(text: str) -> str:
    """``text`` in small letters, without combining marks, controls and what is not seen."""
    text = text.lower()
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_is_read, unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=4096)
def _is_read(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in _DROPPED
