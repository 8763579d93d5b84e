"""Letters: comparing Romanian and English words however they are spelt.

Everything here keeps the number of characters, so that offsets into the original text stay true.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_FOLDED = str.maketrans("şţŞŢ’‘ʼ`´", "șțȘȚ'''''")
_NOT_PLAIN = re.compile("[`\x80-\U0010ffff]")
_SPECIAL = str.maketrans("łŁøØđĐðÐıİŧŦħĦ", "lLoOdDdDiItThH")


@functools.lru_cache(maxsize=8192)
def _bare(character: str) -> str:
    """The letter without its marks (``ș`` → ``s``), or the character itself, folded."""
    folded = fold_letters(character)
    if folded.isascii():
        return folded
    base = unicodedata.normalize("NFD", folded.translate(_SPECIAL))[0]
    return base if base.isalpha() else folded


def fold_letters(text: str) -> str:
    """``text`` with ş and ţ as ș and ț and one kind of apostrophe; same length."""
    return text.translate(_FOLDED)


def strip_marks(text: str) -> str:
    """``text`` with letters without diacritics; same length."""
    if text.isascii():
        return text
    return _NOT_PLAIN.sub(lambda found: _bare(found[0]), text)


def lower(text: str) -> str:
    """``text`` in lower case; same length (``str.lower`` makes two characters of İ)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def comparison_key(text: str) -> str:
    """Lower case without diacritics: equal for all spellings that print differs in; same length."""
    return lower(strip_marks(text))


def adds_marks(written: str, known: str) -> bool:
    """Whether ``written``, equal to ``known`` but for marks, has a Romanian mark that it lacks.

    Marks may be missing in a text, but nobody adds them: Puțin is not Putin, while Toiu may be
    Țoiu. An ă at the end is the word without its article (o Moldovă), and î is also a letter of
    transliterations (Ianukovîci).
    """
    letters = list(zip(lower(fold_letters(written)), lower(fold_letters(known)), strict=False))
    if letters and letters[-1] == ("ă", "a"):
        letters.pop()
    return any(one != other and one in "ăâșț" for one, other in letters)


word_key = functools.lru_cache(maxsize=65_536)(comparison_key)
"""As :func:`comparison_key`, for words: they come again and again."""
