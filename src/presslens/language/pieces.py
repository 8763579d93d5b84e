"""Word pieces: how the encoder spells a word that it may never have seen.

The pieces and their scores are those of the encoder's own vocabulary that news needs; a word is cut
into the pieces whose scores add up to most, the unigram model of Kudo (2018).
"""

from __future__ import annotations

from typing import Final

from presslens.language.text import fold_letters, lower, strip_marks

BOUNDARY: Final = "▁"
"""Stands for the space before a word in the first of its pieces."""

LONGEST_WORD: Final = 100
"""Letters of a word that are looked at."""

UNKNOWN: Final = "<unk>"


class Pieces:
    """Cuts words into pieces.

    Args:
        scores: The pieces with their scores (logarithms of probabilities), in the order of their
            numbers; one of them is :data:`UNKNOWN`, which stands for a letter without a piece.
        uncased: Whether the pieces know no capitals, no diacritics and no space before a word.
    """

    def __init__(self, scores: dict[str, float], *, uncased: bool = False) -> None:
        self._uncased = uncased
        self.numbers = {piece: number for number, piece in enumerate(scores)}
        self._scores = scores
        self._worst = min(scores.values()) - 10.0
        self._longest = max(map(len, scores))

    def of(self, word: str, spaced: bool) -> tuple[int, ...]:
        """The numbers of the pieces of ``word``, before which a space stands or not."""
        return self._cut(word, spaced)[1]

    def usual_case(self, word: str) -> str:
        """``word``, which is in capitals, as it is written most: as it is, small, or as a name.

        The scores of pieces are logarithms of how often they were met, so that they tell; the idea
        of a truecaser (Lita et al. 2003) without a list of its own. Pieces without capitals can't.
        """
        forms = (word, lower(word), word[:1] + lower(word[1:]))
        return word if self._uncased else max(forms, key=lambda form: self._cut(form, True)[0])

    def _cut(self, word: str, spaced: bool) -> tuple[float, tuple[int, ...]]:
        word = word[:LONGEST_WORD]
        folded = strip_marks(lower(word)) if self._uncased else fold_letters(word)
        text = (BOUNDARY if spaced or self._uncased else "") + folded
        get, worst, longest = self._scores.get, self._worst, self._longest
        best = [0.0]
        cut = [0]
        for end in range(1, len(text) + 1):
            top, at = best[end - 1] + get(text[end - 1 : end], worst), end - 1
            for start in range(max(0, end - longest), end - 1):
                score = get(text[start:end])
                if score is not None and best[start] + score > top:
                    top, at = best[start] + score, start
            best.append(top)
            cut.append(at)
        found = []
        end = len(text)
        while end:
            found.append(self.numbers.get(text[cut[end] : end], self.numbers[UNKNOWN]))
            end = cut[end]
        return best[-1], tuple(reversed(found))


def parse_pieces(text: str, *, uncased: bool = False) -> Pieces:
    """The pieces in ``text``: a line each, the piece and its score."""
    lines = (line.split("\t") for line in text.rstrip("\n").split("\n"))
    return Pieces({piece: float(score) for piece, score in lines}, uncased=uncased)
