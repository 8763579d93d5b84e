"""Learns the rules of ``presslens.language.lemmas`` from a treebank.

Usage: python lemma_rules.py TRAIN.spacy [...] --out lemmas.tsv [--dev DEV.spacy]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from presslens.language.lemmas import (
    START,
    Lemmatizer,
    Rules,
    coarse,
    edit,
    format_rules,
    keeps_capitals,
)
from presslens.language.text import fold_letters, lower, strip_marks

LONGEST = 7
Seen = dict[str, Counter[tuple[str, tuple[int, str]]]]


def read(paths: list[Path]) -> list[tuple[str, str, str]]:
    """Form, tag and lemma of every word that has them."""
    vocab = spacy.blank("xx").vocab
    return [
        (t.text, t.tag_, t.lemma_)
        for path in paths
        for doc in DocBin().from_disk(path).get_docs(vocab)
        for t in doc
        if t.tag_ and t.lemma_ and not t.tag_.startswith("Y")  # not CE → Comunitatea_Europeană
    ]


def learn(words: list[tuple[str, str, str]]) -> Rules:
    """The shortest list of endings that treats the words as most of their kind are treated."""
    by_tag: defaultdict[str, Counter[tuple[str, tuple[int, str]]]] = defaultdict(Counter)
    for form, tag, lemma in words:
        low = fold_letters(lower(form))
        target = fold_letters(lemma) if not keeps_capitals(tag) else lower(fold_letters(lemma))
        change = edit(low, target)
        kinds = [(low, change, 3)]
        if (bare := strip_marks(low)) != low:  # as it is typed without diacritics
            kinds.append((bare, edit(bare, strip_marks(target)), 1))
        for word, cut_and_add, weight in kinds:
            by_tag[tag][START + word, cut_and_add] += weight
            by_tag[coarse(tag) + "*"][START + word, cut_and_add] += weight
    return {tag: _endings(seen) for tag, seen in by_tag.items()}


def _endings(seen: Counter[tuple[str, tuple[int, str]]]) -> dict[str, tuple[int, str]]:
    votes: defaultdict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for (whole, change), count in seen.items():
        # an ending must reach beyond what is cut: of the letters before it it says nothing
        for length in range(change[0] + 1, min(LONGEST, len(whole) - 1) + 1):
            votes[whole[len(whole) - length :]][change] += min(count, 9)
        votes[whole][change] += count
    kept: dict[str, tuple[int, str]] = {}
    for ending in sorted(votes, key=len):
        best = min(votes[ending].items(), key=lambda v: (-v[1], v[0]))[0]
        shorter = next(
            (kept[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in kept), None
        )
        if shorter != best:
            kept[ending] = best
    return kept


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", type=Path)
    args = parser.parse_args()
    rules = learn(read(args.train))
    args.out.write_text(format_rules(rules), encoding="utf-8")
    print(f"{sum(map(len, rules.values()))} rules, {args.out.stat().st_size / 1e6:.2f} MB")
    if args.dev:
        lemmatizer = Lemmatizer(rules)
        words = read([args.dev])  # without the abbreviations that RRT writes out
        wrong = Counter(
            (f, t, g, lemmatizer.lemma(f, t))
            for f, t, g in words
            if lemmatizer.lemma(f, t) != fold_letters(g)
        )
        right = 1 - sum(wrong.values()) / len(words)
        print(f"{100 * right:.2f} % of {len(words)} right, given the tags")
        print(*wrong.most_common(40), sep="\n")


if __name__ == "__main__":
    main()
