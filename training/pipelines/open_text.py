"""Openly licensed Romanian text without annotation, for a student to learn from its teacher on.

Usage: python open_text.py DATA OUT.spacy
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path

import spacy
from prepare_ro import read_tab
from spacy.tokens import Doc, DocBin

from presslens.language.text import fold_letters

LONGEST = 600


def sentences(data: Path) -> list[str]:
    """Sentences of RRT, NTREX, RO-STS, MAD-TSC and claims of politicians."""
    found = [
        "".join(w + " " * s for w, s in zip(t.words, t.spaces, strict=True))
        for t in read_tab(data / "syntax_ro/ro_rrt-ud-train.tab")
    ]
    for name in ("ntrex.ro", "ro_sts.ro"):
        lines = (data / "parallel_ro_en" / name).read_text(encoding="utf-8").splitlines()
        found += lines if name == "ntrex.ro" else lines[::3]
    with (data / "claims_ro/train_data.tsv").open(encoding="utf-8") as lines:
        found += [row["Claim"] for row in csv.DictReader(lines, delimiter="\t")]
    for path in sorted((data / "target_sentiment/mad_tsc/ro").glob("*train*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("{"):
                row = json.loads(line)
                found.append(str(row["sentence_normalized"]))
    unique = dict.fromkeys(re.sub(r"\s+", " ", s).strip() for s in found)
    return [s for s in unique if 20 <= len(s) <= LONGEST]


def letters(text: str) -> str:
    """What is equal for the same sentence in two corpora."""
    return re.sub(r"\W", "", fold_letters(text)).lower()


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="development files")
    args = parser.parse_args()
    nlp = spacy.blank("ro")
    held_out = {
        letters(sentence.text)
        for path in args.without
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab)
        for sentence in doc.sents
    }
    read = [nlp.make_doc(t) for t in sentences(args.data) if letters(t) not in held_out]
    docs = []
    for doc in read:
        starts = [token.i == 0 for token in doc]
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        docs.append(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    print(f"{len(docs)} sentences, {sum(map(len, docs))} words")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, attrs=["ORTH", "SPACY", "SENT_START"]).to_disk(args.out)


if __name__ == "__main__":
    main()
