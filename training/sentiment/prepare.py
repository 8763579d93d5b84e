"""Turns the labelled data into rows of English text around a target; Romanian is glossed.

    python training/sentiment/prepare.py DATA OUT

DATA is the folder with ``target_sentiment``, ``news_ro`` and ``parallel_ro_en``. NewsMTSC is split
by document; the mentions of ordinary Romanian news are those of ``labels_ro.tsv``, split by
article. ``pairs.jsonl`` has the gloss and the English of sentences that were translated.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from presslens.corpus import read_corpus
from presslens.language.parsing import parse
from presslens.sentiment.gloss import GlossWord, gloss
from presslens.sentiment.model import Target
from presslens.sentiment.neural import english_words, sides

CLASS_OF = {2.0: 0, 4.0: 1, 6.0: 2}
CLASS_OF_LETTER = {"n": 0, "0": 1, "p": 2}
NEWS_HELD_OUT = 0.15
"""Share of the documents of NewsMTSC that are kept for validation."""


@dataclass
class Labelled:
    """A labelled target, and the document that it is from."""

    sentence: str
    start: int
    end: int
    label: int
    group: str


def read_targets(path: Path) -> Iterator[Labelled]:
    """The targets of a file of MAD-TSC or NewsMTSC."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        named = re.match(r"([a-z]+_\d+_\d+|\d+)_", row["primary_gid"])
        group = named.group(1) if named else row["primary_gid"]
        for t in row["targets"]:
            label = CLASS_OF[t["polarity"]]
            yield Labelled(row["sentence_normalized"], t["from"], t["to"], label, group)


def read_native(labels: Path, news: Path) -> Iterator[tuple[Labelled, bool]]:
    """The labelled mentions of ordinary news, and whether they were read twice."""
    with labels.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for corpus in sorted({row["corpus"] for row in rows}):
        texts = read_corpus(news / f"{corpus}.parquet").set_index("article_id")["text"]
        for row in (r for r in rows if r["corpus"] == corpus and r["label"] in CLASS_OF_LETTER):
            first, last = int(row["sentence_start"]), int(row["sentence_end"])
            sentence = texts[row["article_id"]][first:last]
            place = int(row["start"]) - first, int(row["end"]) - first
            label = CLASS_OF_LETTER[row["label"]]
            yield Labelled(sentence, *place, label, row["article_id"]), row["second"] != ""


def read_pairs(folder: Path, mad: Path) -> Iterator[tuple[str, str]]:
    """Romanian sentences with their English: aligned lines, and training rows of MAD-TSC."""
    for name in ("ntrex", "ro_sts"):
        lines = [(folder / f"{name}.{end}").read_text(encoding="utf-8") for end in ("ro", "en")]
        yield from zip(*(text.splitlines() for text in lines), strict=True)
    texts = [read_targets(mad / language / "train.jsonl") for language in ("ro", "en")]
    yield from dict.fromkeys((ro.sentence, en.sentence) for ro, en in zip(*texts, strict=True))


def held_out(group: str, share: float) -> bool:
    """Whether a document is one of the share that is kept for validation."""
    return zlib.crc32(group.encode()) % 1000 < share * 1000


def rows(targets: Iterable[Labelled], language: str) -> Iterator[dict[str, object]]:
    """Rows of text around each target, as the shipped model reads it."""
    targets = list(targets)
    texts = sorted({t.sentence for t in targets})
    if language == "ro":
        read = {text: gloss(doc) for text, doc in zip(texts, parse(texts, "ro"), strict=True)}
    else:
        read = {text: english_words(text) for text in texts}
    for t in targets:
        parts = sides(read[t.sentence], Target(t.sentence, t.start, t.end))
        left, name, right = (_text(part) for part in parts)
        yield {"left": left, "name": name, "right": right, "label": t.label}


def _text(words: list[GlossWord]) -> str:
    return " ".join(word.text for word in words)


def main() -> None:
    """Writes the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    data, out = options.data, options.out
    out.mkdir(parents=True, exist_ok=True)

    def write(name: str, found: Iterable[object]) -> None:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in found]
        (out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(lines)}")

    for language in ("ro", "en"):
        for part in ("train", "validation"):
            path = data / "target_sentiment/mad_tsc" / language / f"{part}.jsonl"
            write(f"mad_{language}_{part}", rows(read_targets(path), language))
    pairs = list(read_pairs(data / "parallel_ro_en", data / "target_sentiment/mad_tsc"))
    glosses = (_text(gloss(doc)) for doc in parse([ro for ro, _ in pairs], "ro"))
    write("pairs", zip(glosses, (_text(english_words(en)) for _, en in pairs), strict=True))
    news = list(read_targets(data / "target_sentiment/newsmtsc/train.jsonl"))
    write("news_train", rows((t for t in news if not held_out(t.group, NEWS_HELD_OUT)), "en"))
    write("news_validation", rows((t for t in news if held_out(t.group, NEWS_HELD_OUT)), "en"))
    native = list(read_native(Path(__file__).parent / "labels_ro.tsv", data / "news_ro"))
    learned = (t for t, _ in native if not held_out(t.group, 1 / 3))
    write("native_train", rows(learned, "ro"))
    kept = (t for t, twice in native if twice and held_out(t.group, 1 / 3))
    write("native_validation", rows(kept, "ro"))


if __name__ == "__main__":
    main()
