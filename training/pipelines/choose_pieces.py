"""Chooses the word pieces that a pipeline keeps of the 250,000 that its encoder has.

Kept is what openly licensed text in the language uses at least twice, capitals and no diacritics
included, what names in eight languages use, and every single letter that European print has.

Usage: python choose_pieces.py (ro|en) e5-small-q4.bin DATA OUT.tsv [--glossary FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from prepare_ro import read_tab
from pretrained import read_pretrained
from treebanks import read_rows

from presslens.actors.registry import load_registry
from presslens.language.pieces import BOUNDARY, Pieces
from presslens.language.text import strip_marks

TOKEN = re.compile(r"\w+(?:-(?=\w))?|[^\w\s]")
SPECIAL = ("<s>", "</s>", "<unk>", BOUNDARY)


def _json_sentences(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("{"):
            yield str(json.loads(line)["sentence_normalized"])


def romanian(data: Path, glossary: Path | None) -> Iterator[str]:
    """Romanian text, line by line."""
    for tree in read_tab(data / "syntax_ro/ro_rrt-ud-train.tab"):
        yield " ".join(tree.words)
    for _, rows in read_rows(data / "ner_ro/ronec_v1_minus_v2test.conllup"):
        yield " ".join(row[1] for row in rows)
    for row in json.loads((data / "ner_ro/ronec_v2_valid.json").read_text(encoding="utf-8")):
        yield " ".join(row["tokens"])
    for name in ("ntrex.ro", "ro_sts.ro"):
        yield from (data / "parallel_ro_en" / name).read_text(encoding="utf-8").splitlines()
    yield from (data / "claims_ro/train_data.tsv").read_text(encoding="utf-8").splitlines()
    yield from _json_sentences(data / "target_sentiment/mad_tsc/ro/train.jsonl")
    if glossary:
        with (glossary / "ro_en_lemmas.tsv").open(encoding="utf-8") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield f"{row[0]} {row[0]}"
    for actor in load_registry().actors.values():
        for name in (actor.name.ro, *(actor.aliases.ro if actor.aliases else ())):
            yield f"{name} {name}"


def english(data: Path) -> Iterator[str]:
    """English text, line by line."""
    for path in [
        data / "syntax_en/en_ewt-ud-train.rebuilt.conllu",
        *sorted((data / "coref_links_en").glob("*.conllu")),
    ]:
        for _, rows in read_rows(path):
            yield " ".join(row[1] for row in rows)
    for name in ("ntrex.en", "ro_sts.en"):
        yield from (data / "parallel_ro_en" / name).read_text(encoding="utf-8").splitlines()
    yield from _json_sentences(data / "target_sentiment/mad_tsc/en/train.jsonl")
    yield from _json_sentences(data / "target_sentiment/newsmtsc/train.jsonl")
    import pandas as pd

    yield from pd.read_parquet(data / "news_en/wikinews_2019_2020.parquet")["text"].dropna()


def names(data: Path) -> Iterator[str]:
    """The targets of MAD-TSC in all its languages."""
    for path in sorted((data / "target_sentiment/mad_tsc").glob("*/train.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("{"):
                yield from (t["mention"] for t in json.loads(line)["targets"])


def count(lines: Iterator[str], pieces: Pieces) -> Counter[int]:
    """How often each piece is used."""
    words: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        for m in TOKEN.finditer(line):
            words[m.group(), m.start() == 0 or line[m.start() - 1].isspace()] += 1
    found: Counter[int] = Counter()
    for (word, spaced), n in words.items():
        for piece in pieces.of(word, spaced):
            found[piece] += n
        for other, least in ((strip_marks(word), 4), (word.upper(), 20)):
            if n >= least and other != word:
                found.update(dict.fromkeys(pieces.of(other, spaced), n // least))
    return found


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["ro", "en"])
    parser.add_argument("encoder", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--glossary", type=Path)
    args = parser.parse_args()
    start = read_pretrained(args.encoder)
    all_pieces = Pieces(dict(zip(start.pieces, start.scores, strict=True)), uncased=start.uncased)
    own = romanian(args.data, args.glossary) if args.language == "ro" else english(args.data)
    other = english(args.data) if args.language == "ro" else romanian(args.data, args.glossary)
    used = count(own, all_pieces)
    kept = {p for p, n in used.items() if n >= 2}
    kept |= {p for p, n in count(other, all_pieces).items() if n >= 12}
    kept |= {p for p, n in count(names(args.data), all_pieces).items() if n >= 2}
    numbers = {piece: n for n, piece in enumerate(start.pieces)}
    kept |= {numbers[piece] for piece in SPECIAL if piece in numbers}
    kept |= {
        n
        for piece, n in numbers.items()
        if len(piece.strip(BOUNDARY)) == 1
        and (ord(piece[-1]) < 0x250 or 0x2000 < ord(piece[-1]) < 0x2100)
    }
    kept = {p for p in kept if start.pieces[p].isprintable()}
    total = sum(used.values())
    lost = sum(n for p, n in used.items() if p not in kept)
    args.out.write_text(
        "".join(f"{start.pieces[p]}\t{start.scores[p]:.4f}\n" for p in sorted(kept)),
        encoding="utf-8",
    )
    print(f"{len(kept)} pieces; {100 * lost / total:.2f} % of {total} uses lost")


if __name__ == "__main__":
    main()
