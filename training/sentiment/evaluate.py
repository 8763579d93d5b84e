"""Measures models as they ship, through the public door; prints a Markdown table.

    python training/sentiment/evaluate.py DATA [--models default large lexicon textblob tfidf]
        [--errors FILE]

DATA is the folder with ``target_sentiment`` and ``news_ro``. Macro-F1 over negative, neutral and
positive with a 95 % bootstrap interval over documents. ``tfidf`` is a logistic regression over
words around the target, fitted on the training part of the same set. ``--errors`` writes the
confusion counts that the package ships, below the comment that the file begins with.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from prepare import NEWS_HELD_OUT, Labelled, held_out, read_native, read_targets

sys.path.insert(0, str(Path(__file__).parents[1]))
from scores import calibration_error, interval, macro_f1

from presslens.sentiment import load
from presslens.sentiment.errors import ANSWERS, CLASSES
from presslens.sentiment.model import SentimentModel

COUNTED: dict[str, dict[str, str]] = {
    "ordinary news, ro": {
        "ro": "{n} de mențiuni din știri românești obișnuite, etichetate de un model de limbă",
        "en": "{n} mentions in ordinary Romanian news, labelled by a language model",
    },
    "NewsMTSC, held out of train, en": {
        "ro": "{n} mențiuni din NewsMTSC (știri politice americane), ținute deoparte",
        "en": "{n} mentions of NewsMTSC (US political news), held out",
    },
}
"""The sets whose counts ship, and what is said of them."""

Set = tuple[str, list[Labelled], list[Labelled]]
"""Language, what is measured on, what a model may be fitted on."""


def read_sets(data: Path) -> dict[str, Set]:
    """The validation sets."""
    found: dict[str, Set] = {}
    for language in ("ro", "en"):
        parts = [
            list(read_targets(data / f"target_sentiment/mad_tsc/{language}/{part}.jsonl"))
            for part in ("validation", "train")
        ]
        found[f"MAD-TSC validation, {language}"] = (language, *parts)
    news = list(read_targets(data / "target_sentiment/newsmtsc/train.jsonl"))
    apart = [t for t in news if held_out(t.group, NEWS_HELD_OUT)]
    rest = [t for t in news if not held_out(t.group, NEWS_HELD_OUT)]
    found["NewsMTSC, held out of train, en"] = ("en", apart, rest)
    native = list(read_native(Path(__file__).parent / "labels_ro.tsv", data / "news_ro"))
    apart = [t for t, twice in native if twice and held_out(t.group, 1 / 3)]
    rest = [t for t, _ in native if not held_out(t.group, 1 / 3)]
    found["ordinary news, ro"] = ("ro", apart, rest)
    return found


def tfidf(train: list[Labelled], held: list[Labelled]) -> NDArray[np.float64]:
    """Probabilities of a logistic regression over words and pairs around the target."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def text(t: Labelled) -> str:
        left, right = t.sentence[: t.start].split()[-12:], t.sentence[t.end :].split()[:12]
        return " ".join([*left, "TARGET", *right])

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=4, max_iter=2000, class_weight="balanced"),
    )
    model.fit([text(t) for t in train], [t.label for t in train])
    return np.asarray(model.predict_proba([text(t) for t in held]))


def line(name: str, model: str, held: list[Labelled], rows: NDArray[np.float64],
         threshold: float) -> str:  # fmt: skip
    """A row of the table."""
    labels = np.array([t.label for t in held])
    _, groups = np.unique([t.group for t in held], return_inverse=True)
    guesses = rows.argmax(axis=1)
    low, high = interval(labels, guesses, groups)
    clear = rows.max(axis=1) >= threshold
    counts = " / ".join(str((guesses == c).sum()) for c in range(3))
    return (
        f"| {name} | {len(held)} | {model} | {100 * macro_f1(labels, guesses):.1f} "
        f"({100 * low:.1f}–{100 * high:.1f}) | {100 * (guesses == labels).mean():.1f} "
        f"| {100 * calibration_error(rows, labels):.1f} | {100 * (1 - clear.mean()):.1f} "
        f"| {100 * (guesses == labels)[clear].mean():.1f} | {counts} |"
    )


def confusion(
    held: list[Labelled], rows: NDArray[np.float64], threshold: float
) -> dict[str, dict[str, int]]:
    """Counts of what was answered to each class."""
    answers = np.where(rows.max(axis=1) >= threshold, rows.argmax(axis=1), 3)
    found = np.zeros((3, 4), dtype=int)
    np.add.at(found, ([t.label for t in held], answers), 1)
    return {
        name: dict(zip(ANSWERS, row.tolist(), strict=True))
        for name, row in zip(CLASSES, found, strict=True)
    }


def write_errors(path: Path, entries: list[dict[str, object]]) -> None:
    """Writes the entries below the comment at the beginning of the file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    comment = "".join(itertools.takewhile(lambda line: line.startswith("#"), lines))
    told = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(comment + told, encoding="utf-8")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--models", nargs="+", default=["default", "large", "lexicon", "textblob", "tfidf"]
    )
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    print("| set | n | model | macro-F1 | accuracy | ECE | unclear | accuracy of the clear "
          "| says neg / neu / pos |\n|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    errors: list[dict[str, object]] = []
    for name, (language, held, rest) in read_sets(options.data).items():
        items = [(t.sentence, t.start, t.end) for t in held]
        for model in options.models:
            threshold = 0.0
            if model == "tfidf":
                rows = tfidf(rest, held)
            else:
                loaded: SentimentModel = load(model, language)
                rows = loaded.predict(items)
                threshold = getattr(loaded, "threshold", 0.0)
            print(line(name, model, held, rows, threshold), flush=True)
            if name in COUNTED and model != "tfidf":
                told = {k: text.format(n=len(held)) for k, text in COUNTED[name].items()}
                counts = confusion(held, rows, threshold)
                errors.append({"model": model, "language": language, "on": told, "counts": counts})
    if options.errors:
        errors.sort(key=lambda entry: options.models.index(str(entry["model"])))
        write_errors(options.errors, errors)


if __name__ == "__main__":
    main()
