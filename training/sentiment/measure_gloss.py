"""How close the Romanian-English gloss comes to the English of aligned rows.

python training/sentiment/measure_gloss.py shared/data [--rows 1000]

F1 of content words and of word pairs, on MAD-TSC train and NTREX-128, and the share of tokens that
stay Romanian though they are no names. The rows are read where they lie; nothing of them is kept.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from presslens.language import load
from presslens.sentiment.gloss import gloss
from presslens.sentiment.gloss.lookup import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "and",
        "or",
        "but",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
        "will",
        "would",
        "can",
        "could",
        "should",
        "must",
        "may",
        "might",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "our",
        "my",
        "him",
        "them",
        "us",
        "me",
        "who",
        "which",
        "whom",
        "what",
        "there",
        "so",
        "than",
        "then",
        "also",
        "more",
        "most",
        "very",
        "s",
        "t",
    ]
)


class Score(NamedTuple):
    """Shared, glossed and English counts."""

    shared: int
    glossed: int
    english: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.shared / max(1, self.glossed + self.english)


def stem(word: str) -> str:
    """A crude stem, so that a wrong number or tense costs nothing here."""
    for ending in ("ies", "ied", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending)
    return word


def words(text: str) -> list[str]:
    """The lower-case words."""
    return re.findall(r"[^\W_]+", text.lower())


def score(pairs: Iterable[tuple[list[str], list[str]]]) -> Score:
    """How many units the two sides share, row by row."""
    shared = glossed = english = 0
    for left, right in pairs:
        one, two = Counter(left), Counter(right)
        shared += (one & two).total()
        glossed += one.total()
        english += two.total()
    return Score(shared, glossed, english)


def content(text: str) -> list[str]:
    """The stems of content words."""
    return [stem(w) for w in words(text) if w not in STOP]


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring words, stop words among them."""
    found = [stem(w) for w in words(text)]
    return [f"{a} {b}" for a, b in itertools.pairwise(found)]


def unglossed(docs: Iterable[Doc]) -> float:
    """The share of words that no table or rule knows and that are no names."""
    unknown = total = 0
    for doc in docs:
        for item in items_of([t for t in doc if t.is_alpha]):
            total += len(item.tokens)
            unknown += item.pos.endswith("?")
    return unknown / max(1, total)


def rows(data: Path, most: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """The names, Romanian and English sides of the aligned sets."""
    mad = data / "target_sentiment" / "mad_tsc"
    sides = []
    for language in ("ro", "en"):
        lines = (mad / language / "train.jsonl").read_text(encoding="utf-8").splitlines()[:most]
        sides.append([json.loads(line)["sentence_normalized"] for line in lines])
    yield "MAD-TSC train", sides[0], sides[1]
    sides = [
        (data / "parallel_ro_en" / f"ntrex.{language}").read_text(encoding="utf-8").split("\n")
        for language in ("ro", "en")
    ]
    yield "NTREX-128", sides[0], sides[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the shared data")
    parser.add_argument("--rows", type=int, default=1000, help="how many rows of MAD-TSC")
    given = parser.parse_args()
    nlp = load("ro")
    for name, romanian, english in rows(given.data, given.rows):
        docs = list(nlp.pipe(romanian))
        glosses = [" ".join(w.text for w in gloss(doc)) for doc in docs]
        pairs = list(zip(glosses, english, strict=True))
        one = score((content(a), content(b)) for a, b in pairs)
        two = score((bigrams(a), bigrams(b)) for a, b in pairs)
        print(
            f"{name}: content words F1 {one.f1:.4f}, word pairs F1 {two.f1:.4f}, "
            f"unglossed {unglossed(docs):.4f}, rows {len(pairs)}"
        )


if __name__ == "__main__":
    main()
