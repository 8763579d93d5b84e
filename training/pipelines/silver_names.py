"""Labels openly licensed Romanian text by the vote of several trained models.

Usage: python silver_names.py DATA OUT.spacy MODEL [MODEL ...]

A sentence is kept where at least two models name something and all agree on most of it; a name is
kept if more than half of the models find it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import augment  # noqa: F401  (registers the layers)
import spacy
from prepare_ro import read_tab
from spacy.tokens import Doc, DocBin, Span

LONGEST = 600


def sentences(data: Path) -> list[str]:
    """Sentences of RRT, NTREX, RO-STS and MAD-TSC."""
    found = [
        "".join(w + " " * s for w, s in zip(t.words, t.spaces, strict=True))
        for t in read_tab(data / "syntax_ro/ro_rrt-ud-train.tab")
    ]
    for name in ("ntrex.ro", "ro_sts.ro"):
        lines = (data / "parallel_ro_en" / name).read_text(encoding="utf-8").splitlines()
        found += lines if name == "ntrex.ro" else lines[::3]
    for path in sorted((data / "target_sentiment/mad_tsc/ro").glob("*train*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("{"):
                row = json.loads(line)
                found.append(str(row["sentence_normalized"]))
    unique = dict.fromkeys(re.sub(r"\s+", " ", s).strip() for s in found)
    return [s for s in unique if 20 <= len(s) <= LONGEST]


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", nargs="+")
    args = parser.parse_args()
    texts = sentences(args.data)
    print(f"{len(texts)} sentences, {sum(len(t.split()) for t in texts)} words")
    vocab = spacy.blank("ro").vocab
    votes: list[Counter[tuple[int, int, str]]] = [Counter() for _ in texts]
    words: list[tuple[list[str], list[bool]]] = []
    for n, model in enumerate(args.models):
        nlp = spacy.load(model)
        for at, doc in enumerate(nlp.pipe(texts, batch_size=200)):
            votes[at].update((e.start, e.end, e.label_) for e in doc.ents)
            if n == 0:
                words.append(([t.text for t in doc], [bool(t.whitespace_) for t in doc]))
    need = len(args.models) // 2 + 1
    docs = []
    for counts, (tokens, spaces) in zip(votes, words, strict=True):
        sure = [key for key, count in counts.items() if count >= need]
        unsure = [key for key, count in counts.items() if count < need]
        if len(unsure) > 0.3 * len(counts):
            continue
        doc = Doc(vocab, words=tokens, spaces=spaces)
        spans = spacy.util.filter_spans([Span(doc, s, e, label=label) for s, e, label in sure])
        doc.set_ents(spans, default="outside")
        docs.append(doc)
    tokens, names = sum(len(d) for d in docs), sum(len(d.ents) for d in docs)
    print(f"{len(docs)} kept, {tokens} tokens, {names} names")
    DocBin(docs=docs).to_disk(args.out)


if __name__ == "__main__":
    main()
