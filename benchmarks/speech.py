"""Words a second of quotes and sources on parsed documents, and how that grows with length.

In one process, bound to one core where the system can do that, the same articles are read in turn,
``--repeat`` times, each round beginning with another reader:

- ``speech``: quotes and sources of each article, from documents that are parsed and have mentions;
- ``tokenizer``: ``spacy.blank`` on their texts, the floor that noise moves as much as the rest.

Then ``speech`` reads documents of growing length, the same articles joined 1, 4 and 16 times over,
and texts of 1,250 to 10,000 quotation marks that are opened and never closed: the microseconds a
word should stay what they are. Words are whitespace-separated. Run it on a machine that does
nothing else::

    python benchmarks/speech.py
    python benchmarks/speech.py news.parquet --articles 100 --out benchmarks/speech

Written are ``<out>.csv`` (a row a round and reader) and ``<out>.json`` (medians, ranges, ratios and
what they were measured on).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from running import before_speech, read_texts, use_one_core
from spacy.tokens import Doc

from presslens.annotations import Annotations, Mention
from presslens.language.outside import sentences_of
from presslens.speech import find_quotes, find_sources

JOINED = (1, 4, 16)
MARKS = (1_250, 2_500, 5_000, 10_000)
UNCLOSED = "„Vom pleca mâine, a spus el. "
TOKENIZER = "tokenizer"

Row = dict[str, Any]
Read = tuple[Doc, Annotations]


def join(reads: Sequence[Read], times: int) -> Read:
    """The documents one behind another, the whole of it ``times`` over."""
    every = [read for _ in range(times) for read in reads]
    doc = _one([doc for doc, _ in every])
    found = Annotations(every[0][1].context, sentences_of(doc))
    offset = 0
    for part, before in every:
        for m in before.mentions:
            place = (m.start + offset, m.end + offset)
            found.mentions.append(Mention(*place, m.text, m.label, m.actor_id, m.link, 1.0))
        offset += len(part.text)
    return doc, found


def _one(docs: list[Doc]) -> Doc:
    """A new document of ``docs``, without what components noted of them."""
    doc = Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"])
    assert doc is not None, "there are documents"
    return doc


def words_of(doc: Doc) -> int:
    """Its whitespace-separated words."""
    return len(doc.text.split())


def seconds_of(run: Callable[[], object]) -> float:
    """How long ``run`` takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def read_speech(reads: Sequence[Read]) -> Callable[[], None]:
    """What is timed. Copies, since what is known of a document is kept with it."""
    fresh = [(_one([doc]), annotations) for doc, annotations in reads]

    def run() -> None:
        for doc, before in fresh:
            find_quotes(doc, before)
            find_sources(doc, before)

    return run


def measure(reads: Sequence[Read], language: str, repeat: int) -> list[Row]:
    """A row a round and reader; the first round, in which lists are read, is not counted."""
    from spacy import blank

    texts, n = [doc.text for doc, _ in reads], sum(words_of(doc) for doc, _ in reads)
    nlp = blank(language)
    nlp.max_length = max(len(text) for text in texts) + 1
    makers: dict[str, Callable[[], Callable[[], object]]] = {
        "speech": lambda: read_speech(reads),
        TOKENIZER: lambda: lambda: [nlp(text) for text in texts],
    }
    names, rows = list(makers), []
    for number in range(repeat + 1):
        for name in names[number % 2 :] + names[: number % 2]:
            taken = seconds_of(makers[name]())
            if number:
                rows.append({"round": number, "reader": name, "words": n, "seconds": taken})
    return rows


def summarize(rows: Sequence[Row]) -> dict[str, Row]:
    """Words a second by reader, and how many times those of the tokenizer; median and range."""
    taken = {(row["round"], row["reader"]): row["seconds"] for row in rows}
    found = {}
    for name in dict.fromkeys(row["reader"] for row in rows):
        own = [row for row in rows if row["reader"] == name]
        speeds = [row["words"] / row["seconds"] for row in own]
        ratios = [taken[row["round"], TOKENIZER] / row["seconds"] for row in own]
        found[name] = {
            "rounds": len(own),
            "words_per_s": round(statistics.median(speeds)),
            "words_per_s_range": [round(min(speeds)), round(max(speeds))],
            "times_tokenizer": round(statistics.median(ratios), 3),
            "times_tokenizer_range": [round(min(ratios), 3), round(max(ratios), 3)],
        }
    return found


def grow(reads: Sequence[tuple[str, Read]], repeat: int) -> dict[str, Row]:
    """Microseconds a word of each document, and how many times those of the first; medians."""
    found: dict[str, Row] = {}
    base: float | None = None
    for name, read in reads:
        n = words_of(read[0])
        taken = statistics.median(seconds_of(read_speech([read])) for _ in range(repeat))
        base = taken / n if base is None else base
        found[name] = {
            "words": n,
            "us_per_word": round(taken / n * 1e6, 2),
            "times_the_first": round(taken / n / base, 2),
        }
    return found


def main() -> None:
    """Reads, measures, prints and writes."""
    options = _options()
    use_one_core()
    texts = read_texts(options.corpus, options.language, options.articles, options.seed)
    reads = [before_speech(text + "\n", options.language) for text in texts]
    rows = measure(reads, options.language, options.repeat)
    summary = {
        "readers": summarize(rows),
        "joined": grow([(f"× {n}", join(reads, n)) for n in JOINED], options.repeat),
        "unclosed_marks": grow(
            [(str(n), before_speech(UNCLOSED * n, options.language)) for n in MARKS], options.repeat
        ),
    }
    json.dump(summary, sys.stdout, indent=1, ensure_ascii=False)
    about = {
        "corpus": options.corpus.name,
        "language": options.language,
        "articles": len(reads),
        "seed": options.seed,
        "words_are": "whitespace-separated",
        "timed": "find_quotes and find_sources on parsed documents with mentions",
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, one core",
        "load_average_at_the_end": list(os.getloadavg()) if hasattr(os, "getloadavg") else None,
    }
    _write(rows, {"about": about, **summary}, options.out)


def _write(rows: Sequence[Row], summary: Row, out: Path) -> None:
    import pandas as pd

    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(summary, indent=2, ensure_ascii=False)
    out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    pd.DataFrame(rows).round(4).to_csv(out.with_suffix(".csv"), index=False)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    sample = Path(__file__).parents[1] / "data/articles"
    parser.add_argument("corpus", type=Path, nargs="?", default=sample, help="(the sample)")
    parser.add_argument("--language", default="ro", choices=("ro", "en"))
    parser.add_argument("--articles", type=int, default=100, help="how many are drawn (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (1)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds (5)")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/speech"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
