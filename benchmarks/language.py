"""Words a second and memory of the Romanian pipeline, in one process on one core.

Four readers read the same articles:

- ``blank``: ``spacy.blank("ro")`` with a sentencizer, the floor;
- ``trained``: the trained components of ``presslens.language.load("ro")`` alone;
- ``whole``: the whole pipeline, as ``presslens annotate`` runs it;
- ``ro_core_news_*``: spaCy's own models, those that are installed.

Each runs in a process of its own, bound to one core where the system can do that, ``--repeat``
times in turn. Words are whitespace-separated. Loading is timed apart from reading; memory is the
peak resident size of the process, loading included. For ``whole`` the share of each component in
the time is kept too.

Run it on a machine that does nothing else::

    python benchmarks/language.py news.parquet --articles 200 --out benchmarks/language

``news.parquet`` has a column ``text`` (or ``maintext``). Written are ``<out>.csv`` (a row a run)
and ``<out>.json`` (medians, ranges and what they were measured on).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from running import use_one_core

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

T = TypeVar("T")

SPACY_MODELS = ("ro_core_news_sm", "ro_core_news_md", "ro_core_news_lg")
ONE_THREAD = dict.fromkeys(
    [
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ],
    "1",
)


def main() -> None:
    """Runs every reader in turn, or, called by itself, one of them."""
    options = _options()
    if options.reader is not None:
        print(json.dumps(_measure(options.reader, options.corpus, options.articles, options.seed)))
        return
    readers = ["blank", "trained", "whole"]
    for model in SPACY_MODELS:
        if importlib.util.find_spec(model) is not None:
            readers.append(model)
    if len(readers) == 3:
        print("no spaCy model for Romanian is installed: none is measured")
    runs = [
        {"reader": reader, "run": run, **_in_process(reader, options)}
        for run in range(options.repeat)
        for reader in readers
    ]
    summary = _summary(runs)
    _print(summary)
    _write(runs, summary, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="a Parquet file with a column text or maintext")
    parser.add_argument("--articles", type=int, default=200, help="how many are drawn (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (1)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each reader (3)")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/language"))
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_process(reader: str, options: argparse.Namespace) -> dict[str, Any]:
    """One run of a reader in a fresh process."""
    command = [
        sys.executable, __file__, str(options.corpus), "--articles", str(options.articles),
        "--seed", str(options.seed), "--reader", reader,
    ]  # fmt: skip
    print(f"{reader} …", file=sys.stderr, flush=True)
    environment = {**os.environ, **ONE_THREAD}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure(reader: str, corpus: Path, articles: int, seed: int) -> dict[str, Any]:
    """Words, seconds and bytes of one reader, measured in this process."""
    use_one_core()
    texts = _texts(corpus, articles, seed)
    start = time.perf_counter()
    read, seconds = _reader(reader)
    loaded = time.perf_counter() - start
    read(texts[0])  # what is built at the first article belongs to loading
    seconds.clear()
    start, used = time.perf_counter(), time.process_time()
    for text in texts:
        read(text)
    elapsed, used = time.perf_counter() - start, time.process_time() - used
    words = sum(len(text.split()) for text in texts)
    return {
        "articles": len(texts),
        "words": words,
        "load_s": round(loaded, 3),
        "read_s": round(elapsed, 3),
        "cpu_s": round(used, 3),
        "words_per_s": round(words / elapsed),
        "peak_mb": round(_peak() / 1e6),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }


def _texts(corpus: Path, articles: int, seed: int) -> list[str]:
    """The texts of articles drawn at random; read with pyarrow, as pandas would cost memory."""
    import random

    import pyarrow.parquet as pq

    file = pq.ParquetFile(corpus)
    column = "text" if "text" in file.schema_arrow.names else "maintext"
    texts = [t for t in file.read(columns=[column])[column].to_pylist() if t and t.strip()]
    return random.Random(seed).sample(texts, min(articles, len(texts)))


def _reader(reader: str) -> tuple[Callable[[str], object], dict[str, float]]:
    """What reads one text, and the seconds that each component has used so far."""
    import spacy

    seconds: dict[str, float] = {}
    if reader == "blank":
        nlp = spacy.blank("ro")
        nlp.add_pipe("sentencizer")
        return nlp, seconds
    if reader not in ("trained", "whole"):
        return spacy.load(reader), seconds

    from presslens.annotations import Annotations, Context
    from presslens.language.pipeline import COMPONENTS, annotate_text, load

    nlp = load("ro")
    if reader == "trained":
        trained = [pipe for name, pipe in nlp.pipeline if name not in COMPONENTS]

        def read(text: str) -> object:
            doc = nlp.make_doc(text)
            doc._.presslens = Annotations(Context(""))
            for pipe in trained:
                doc = pipe(doc)
            return doc

        return read, seconds
    _time_components(nlp, seconds)
    context = Context("", "ro", None)
    return lambda text: annotate_text(nlp, text, context), seconds


def _time_components(nlp: Language, seconds: dict[str, float]) -> None:
    """Adds up the time of the tokenizer and of each component."""

    def timed(name: str, call: Callable[[T], Doc]) -> Callable[[T], Doc]:
        def _timed(given: T) -> Doc:
            start = time.perf_counter()
            doc = call(given)
            seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start
            return doc

        return _timed

    nlp.tokenizer = timed("tokenizer", nlp.tokenizer)
    for index, (name, pipe) in enumerate(nlp._components):
        nlp._components[index] = (name, timed(name, pipe))


def _peak() -> int:
    """The peak resident size of this process, in bytes."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _summary(runs: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Median and range of each reader, and how many times slower than the floor it is."""
    summary: dict[str, dict[str, Any]] = {}
    for reader in dict.fromkeys(run["reader"] for run in runs):
        own = [run for run in runs if run["reader"] == reader]
        row: dict[str, Any] = {"runs": len(own)}
        for measure in ("words_per_s", "peak_mb", "load_s"):
            values = [run[measure] for run in own]
            row[measure] = statistics.median(values)
            row[f"{measure}_range"] = [min(values), max(values)]
        total = sum(sum(run["seconds"].values()) for run in own)
        row["shares"] = {
            name: round(sum(run["seconds"][name] for run in own) / total, 4)
            for name in (own[0]["seconds"] if total else ())
        }
        summary[reader] = row
    floor = summary["blank"]["words_per_s"]
    for row in summary.values():
        row["times_slower_than_blank"] = round(floor / row["words_per_s"], 1)
    return summary


def _print(summary: dict[str, dict[str, Any]]) -> None:
    print(f"{'reader':18}{'words/s':>10}{'range':>18}{'× blank':>9}{'peak MB':>9}{'load s':>8}")
    for reader, row in summary.items():
        low, high = row["words_per_s_range"]
        print(
            f"{reader:18}{row['words_per_s']:>10.0f}{f'{low}–{high}':>18}"
            f"{row['times_slower_than_blank']:>9}{row['peak_mb']:>9.0f}{row['load_s']:>8.2f}"
        )
    for reader, row in summary.items():
        if row["shares"]:
            print(f"\nshare of the time of {reader}:")
            for name, share in sorted(row["shares"].items(), key=lambda item: -item[1]):
                print(f"  {name:16}{share:>7.1%}")


def _write(
    runs: list[dict[str, Any]], summary: dict[str, dict[str, Any]], options: argparse.Namespace
) -> None:
    import pandas as pd
    import spacy

    options.out.parent.mkdir(parents=True, exist_ok=True)
    about = {
        "corpus": options.corpus.name,
        "articles": runs[0]["articles"],
        "words": runs[0]["words"],
        "seed": options.seed,
        "repeat": options.repeat,
        "words_are": "whitespace-separated",
        "python": platform.python_version(),
        "spacy": spacy.__version__,
        "machine": f"{platform.system()} {platform.machine()}, one core",
        "load_average_at_the_end": list(os.getloadavg()) if hasattr(os, "getloadavg") else None,
    }
    text = json.dumps({"about": about, "readers": summary}, indent=2, ensure_ascii=False)
    options.out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    table: pd.DataFrame = pd.json_normalize(runs, sep="_")
    table.to_csv(options.out.with_suffix(".csv"), index=False)


if __name__ == "__main__":
    main()
