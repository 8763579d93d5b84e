"""Near-copies: which articles are one story, printed more than once.

MinHash signatures of word 5-grams (Broder 1997; datasketch) find candidates; each pair is then
checked exactly: a Jaccard similarity of at least 0.5, or at least 0.8 of the shorter text standing
in the longer one, which may be three times as long. Articles linked so, also by way of others, are
one story.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from presslens.language.text import comparison_key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Shingles = npt.NDArray[np.uint64]

SHINGLE_WORDS: Final = 5
PERMUTATIONS: Final = 128
BANDS: Final = (42, 3)
"""Bands and rows of the index: pairs of Jaccard 0.3 are found with a probability of 0.69, of 0.5
with 0.996. Candidates cost little, since each is checked."""

MIN_JACCARD: Final = 0.5
MIN_CONTAINED: Final = 0.8
MAX_RATIO: Final = 3.0
MIN_CONTAINED_SHINGLES: Final = 25
BOILERPLATE_TITLES: Final = 4
SHORT_WORDS: Final = 25
"""Texts with fewer words are copies only under the same title: a caption alone is no story."""

_WORD: Final = re.compile(r"\w+")


def add_stories(articles: pd.DataFrame) -> pd.DataFrame:
    """``articles`` with ``story_id`` and ``is_copy``.

    The original of a story is the article published first (one without a date last, then the
    first in order); ``story_id`` is its article_id, and the others are copies.

    Args:
        articles: A table with article_id, outlet, title, text and published.
    """
    import pandas as pd

    titles = [t if isinstance(t, str) else "" for t in articles["title"]]
    outlets = [o if isinstance(o, str) else "" for o in articles["outlet"]]
    texts = [shingles(t, ti) for t, ti in zip(articles["text"], titles, strict=True)]
    roots = group(without_boilerplate(texts, titles, outlets))
    published = articles["published"].reset_index(drop=True)
    order = published.sort_values(kind="stable", na_position="last").index
    originals: dict[int, int] = {}
    for place in order:
        originals.setdefault(roots[place], place)
    first = [originals[root] for root in roots]
    ids = articles["article_id"].tolist()
    return articles.assign(
        story_id=pd.Series([ids[p] for p in first], index=articles.index, dtype=object),
        is_copy=[place != original for place, original in enumerate(first)],
    )


@functools.lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    data = comparison_key(word).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def shingles(text: str, title: str = "") -> Shingles:
    """The distinct word 5-grams of ``text`` as sorted 64-bit hashes, shape (n,).

    Case, diacritics and punctuation do not count. A shorter text is one shingle.
    """
    import numpy as np

    words = _WORD.findall(text)
    if not words:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array([_word_hash(w) for w in words], dtype=np.uint64)
    width = min(SHINGLE_WORDS, len(hashes))
    mixed = np.zeros(len(hashes) - width + 1, dtype=np.uint64)
    for i in range(width):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + len(mixed)]
        mixed ^= mixed >> np.uint64(29)
    made: Shingles = np.unique(mixed)
    return under_title(made, title) if len(words) < SHORT_WORDS else made


def under_title(texts: Shingles, title: str) -> Shingles:
    """``texts`` made such that they equal only those of an article with the same title."""
    import numpy as np

    return np.unique(texts ^ np.uint64(_word_hash(" ".join(_WORD.findall(title)))))


def without_boilerplate(
    texts: Sequence[Shingles], titles: Sequence[str], outlets: Sequence[str]
) -> list[Shingles]:
    """``texts`` without what their outlet prints under everything (cookie notices, "follow us").

    A shingle under at least :data:`BOILERPLATE_TITLES` different titles of one outlet is
    boilerplate there. An article of which little else is left needs the same title, too.
    """
    import numpy as np

    kept = list(texts)
    for outlet in sorted({o for o in outlets if o}):
        places = [p for p, o in enumerate(outlets) if o == outlet]
        by_title = {comparison_key(titles[p]): texts[p] for p in places}
        if len(by_title) < BOILERPLATE_TITLES:
            continue
        found, counts = np.unique(np.concatenate(list(by_title.values())), return_counts=True)
        common = found[counts >= BOILERPLATE_TITLES]
        for place in places if len(common) else ():
            rest = np.setdiff1d(texts[place], common, assume_unique=True)
            if len(rest) < min(len(texts[place]), SHORT_WORDS):
                rest = under_title(rest if len(rest) else common[:1], titles[place])
            kept[place] = rest
    return kept


def alike(a: Shingles, b: Shingles) -> bool:
    """Whether two texts are copies of each other, by their shingles."""
    import numpy as np

    small, large = sorted((len(a), len(b)))
    if small == 0 or large > MAX_RATIO * small:
        return False
    common = len(np.intersect1d(a, b, assume_unique=True))
    if common >= MIN_JACCARD * (small + large - common):
        return True
    return small >= MIN_CONTAINED_SHINGLES and common >= MIN_CONTAINED * small


def group(texts: Sequence[Shingles]) -> list[int]:
    """The group of each text, as the place of the group's first text."""
    from datasketch import MinHashLSH

    parents = list(range(len(texts)))
    index = MinHashLSH(num_perm=PERMUTATIONS, params=BANDS)
    same: dict[bytes, int] = {}
    for place, text in enumerate(texts):
        if not len(text):
            continue
        twin = same.setdefault(text.tobytes(), place)
        if twin != place:
            parents[place] = _root(parents, twin)
            continue
        signature = _signature(text)
        _join_alike(place, sorted(index.query(signature)), texts, parents)
        index.insert(place, signature, check_duplication=False)
    return [_root(parents, place) for place in range(len(texts))]


def _join_alike(
    place: int, candidates: list[int], texts: Sequence[Shingles], parents: list[int]
) -> None:
    """Joins ``place`` to the groups of the candidates that are alike; the earlier is the root."""
    for candidate in candidates:
        root, own = _root(parents, candidate), _root(parents, place)
        if root != own and alike(texts[place], texts[candidate]):
            parents[max(root, own)] = min(root, own)


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


@functools.cache
def _empty_signature() -> Any:  # noqa: ANN401
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)


def _signature(text: Shingles) -> Any:  # noqa: ANN401
    import numpy as np

    signature = _empty_signature().copy()
    signature.update_batch((text & np.uint64(0xFFFFFFFF)).tolist())
    return signature
