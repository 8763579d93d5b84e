"""Targets a second of the sentiment models, on one core, and of a network of the usual size.

In one process, bound to one core where the system can do that, each of these scores the same
targets, in turn, ``--repeat`` times, each round beginning with another one:

- ``default``, ``large``, ``lexicon``: ``predict()`` for the targets of one article after another,
  as the pipeline asks. The articles have been parsed before, since the pipeline needs that anyway:
  neither parsing nor finding mentions is timed. What is timed: the gloss into English of a Romanian
  sentence, cutting into word pieces, the network.
- ``gru_tsc``: a network of the size and kind of GRU-TSC (`gru_tsc`), as what is usual for the task:
  random weights, 32 bits a number, the same ONNX Runtime on one thread. Only the network is timed,
  and it is asked in batches of about the same length, which costs it least.
- ``gru_tsc_short``: the same with as few pieces as our own network reads.

How many pieces ``gru_tsc`` reads: those of the sentence as it stands and of the target, cut with
our vocabulary, and four marks; at most 512. Our vocabulary is one of English. Of Romanian text
another one makes fewer pieces; ``gru_tsc_short`` has those of the gloss instead, which is about
what a vocabulary made for the language would give.

Run it on a machine that does nothing else; it needs the library onnx::

    python benchmarks/sentiment.py
    python benchmarks/sentiment.py news.parquet --targets 400 --out benchmarks/sentiment

The corpus is whatever presslens reads. Written are ``<out>.csv`` (a row a round and model) and
``<out>.json`` (medians, ranges, ratios and what they were measured on).
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from gru_tsc import GruTsc
from numpy.typing import NDArray
from running import read_texts, use_one_core

from presslens.sentiment.model import Target

OWN = ("default", "large", "lexicon")
USUAL = ("gru_tsc", "gru_tsc_short")
BASELINE = "gru_tsc"
MOST_PIECES = 512
MARKS = 4
"""Before the text, after it, before the target and after it."""

Article = list[Target]
Row = dict[str, Any]


class Recorder:
    """Stands in the place of a model, and keeps the targets that the pipeline asks for."""

    name = "recorder"
    threshold = 0.0

    def __init__(self, language: str) -> None:
        self.language = language
        self.targets: list[Target] = []

    def predict(self, items: Sequence[Target]) -> NDArray[np.float64]:
        """Nothing is scored."""
        self.targets = list(items)
        return np.full((len(items), 3), np.nan)

    def explain(self, items: Sequence[Target]) -> list[tuple[()]]:
        """Nothing is explained."""
        return [()] * len(items)

    def polarity(self, sentences: Sequence[object]) -> NDArray[np.float64]:
        """Nothing has a tone."""
        return np.full(len(sentences), np.nan)


def read_targets(texts: Sequence[str], language: str, most: int) -> list[Article]:
    """The targets of each text as the pipeline asks for them, until there are ``most`` in all."""
    from presslens.annotations import Context
    from presslens.language.pipeline import annotate_text, load

    nlp = load(language, sentiment="lexicon")
    component = nlp.get_pipe("sentiments")
    kept, component.model = component.model, Recorder(language)
    found: list[Article] = []
    try:
        for text in texts:
            annotate_text(nlp, text, Context("", language))
            targets = component.model.targets[: most - sum(map(len, found))]
            if targets:
                found.append(targets)
            if sum(map(len, found)) >= most:
                break
    finally:
        component.model = kept  # the pipeline is shared
    return found


def lengths_of(articles: list[Article], language: str) -> dict[str, list[int]]:
    """How many pieces each of the usual networks reads of each target."""
    from presslens.sentiment.gloss import gloss
    from presslens.sentiment.model import text_of
    from presslens.sentiment.network import load_network
    from presslens.sentiment.neural import english_words, sides

    of = load_network("default").pieces.of

    @functools.cache
    def count(text: str) -> int:
        return len(of(text))

    def own(target: Target) -> int:
        text = text_of(target.sentence)
        if language == "en":
            read = english_words(text)
        else:
            offset = target.sentence.start_char
            words = gloss(target.sentence)
            read = [w._replace(start=w.start - offset, end=w.end - offset) for w in words]
        return sum(count(word.text) for part in sides(read, target) for word in part)

    found: dict[str, list[int]] = {name: [] for name in USUAL}
    for target in (target for article in articles for target in article):
        text = text_of(target.sentence)
        more = MARKS + count(text[target.start : target.end])
        for name, pieces in zip(USUAL, (count(text), own(target)), strict=True):
            found[name].append(min(MOST_PIECES, pieces + more))
    return found


def make_runs(
    articles: list[Article], language: str, batch: int, network: GruTsc
) -> dict[str, Callable[[], object]]:
    """What is timed, by name: each scores all targets once."""
    from presslens.sentiment import load

    def own(name: str) -> Callable[[], object]:
        model = load(name, language)

        def run() -> object:
            return [model.predict(article) for article in articles]

        return run

    lengths = lengths_of(articles, language)
    runs = {name: own(name) for name in OWN}
    return runs | {name: functools.partial(network.run, lengths[name], batch) for name in USUAL}


def measure(runs: dict[str, Callable[[], object]], repeat: int, n: int) -> list[Row]:
    """A row a round and model; each round begins with another model.

    The first round, in which words are met for the first time, is not counted.
    """
    names = list(runs)
    rows: list[Row] = []
    for number in range(repeat + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            start = time.perf_counter()
            runs[name]()
            seconds = time.perf_counter() - start
            print(f"round {number}: {name} {n / seconds:.1f} a second", file=sys.stderr, flush=True)
            if number:
                rows.append({"round": number, "model": name, "targets": n, "seconds": seconds})
    return rows


def summarize(rows: list[Row], baseline: str = BASELINE) -> dict[str, Row]:
    """Targets a second of each model, and how many times those of the baseline; median and range.

    A ratio is of two times of one round, so that what slows a round down slows both.
    """
    seconds = {(row["round"], row["model"]): row["seconds"] for row in rows}
    found: dict[str, Row] = {}
    for name in dict.fromkeys(row["model"] for row in rows):
        own = [row for row in rows if row["model"] == name]
        speeds = [row["targets"] / row["seconds"] for row in own]
        ratios = [seconds[row["round"], baseline] / row["seconds"] for row in own]
        found[name] = {
            "rounds": len(own),
            "targets_per_s": round(statistics.median(speeds), 2),
            "targets_per_s_range": [round(min(speeds), 2), round(max(speeds), 2)],
            "ms_per_target": round(1000 / statistics.median(speeds), 3),
            f"times_{baseline}": round(statistics.median(ratios), 2),
            f"times_{baseline}_range": [round(min(ratios), 2), round(max(ratios), 2)],
        }
    return found


def describe(articles: list[Article], language: str, options: argparse.Namespace) -> Row:
    """What was measured on."""
    import onnxruntime

    from presslens.sentiment.model import text_of

    targets = [target for article in articles for target in article]
    sentences = {text_of(target.sentence) for target in targets}
    lengths = lengths_of(articles, language)
    return {
        "corpus": options.corpus.name,
        "language": language,
        "articles": len(articles),
        "targets": len(targets),
        "sentences": len(sentences),
        "characters_of_a_sentence": statistics.median(len(text_of(t.sentence)) for t in targets),
        "pieces": {name: statistics.median(values) for name, values in lengths.items()},
        "seed": options.seed,
        "batch_of_gru_tsc": options.batch,
        "timed": "predict() on spans of parsed articles: gloss, pieces, network; gru_tsc: network",
        "python": platform.python_version(),
        "onnxruntime": onnxruntime.__version__,
        "machine": f"{platform.system()} {platform.machine()}, one core",
        "load_average_at_the_end": list(os.getloadavg()) if hasattr(os, "getloadavg") else None,
    }


def show(summary: dict[str, Row]) -> None:
    """Prints the table."""
    times = f"times_{BASELINE}"
    print(f"{'model':16}{'targets/s':>11}{'range':>20}{'ms':>9}{'× ' + BASELINE:>12}{'range':>16}")
    for name, row in summary.items():
        low, high = row["targets_per_s_range"]
        least, most = row[f"{times}_range"]
        print(
            f"{name:16}{row['targets_per_s']:>11.1f}{f'{low:.1f}–{high:.1f}':>20}"
            f"{row['ms_per_target']:>9.2f}{row[times]:>12.1f}{f'{least:.1f}–{most:.1f}':>16}"
        )


def write(rows: list[Row], summary: dict[str, Row], about: Row, out: Path) -> None:
    """Writes both files."""
    import pandas as pd

    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"about": about, "models": summary}, indent=2, ensure_ascii=False)
    out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    pd.DataFrame(rows).round(4).to_csv(out.with_suffix(".csv"), index=False)


def main() -> None:
    """Reads, measures, prints and writes."""
    options = _options()
    if importlib.util.find_spec("onnx") is None:
        raise SystemExit("the network to compare with is built by the library onnx: install onnx")
    use_one_core()
    texts = read_texts(options.corpus, options.language, options.articles, options.seed)
    articles = read_targets(texts, options.language, options.targets)
    runs = make_runs(articles, options.language, options.batch, GruTsc())
    rows = measure(runs, options.repeat, sum(map(len, articles)))
    summary = summarize(rows)
    show(summary)
    write(rows, summary, describe(articles, options.language, options), options.out)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    sample = Path(__file__).parents[1] / "data/articles"
    parser.add_argument(
        "corpus", type=Path, nargs="?", default=sample, help="(the sample articles)"
    )
    parser.add_argument("--language", default="ro", choices=("ro", "en"))
    parser.add_argument("--articles", type=int, default=60, help="how many are drawn (60)")
    parser.add_argument("--targets", type=int, default=200, help="of them, at most (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (1)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds (5)")
    parser.add_argument(
        "--batch", type=int, default=8, help="targets that gru_tsc reads at once (8)"
    )
    parser.add_argument("--out", type=Path, default=Path("benchmarks/sentiment"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
