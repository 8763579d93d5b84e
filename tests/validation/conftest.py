"""A run whose answers are known, small enough to count by hand."""

import pytest

from presslens.run import Run
from tests.measures.conftest import make_run

SCORES = {"negative": "-0.6", "neutral": "0.0", "positive": "0.6"}


@pytest.fixture
def make():
    """``make(answers, folder=None)``: a run with one mention of Rusia an article, answered so."""

    def _make(answers, *, folder=None, stories=None, text="[{}|rusia|name|{}] apare azi."):
        articles = [
            {
                "id": f"a{n:03d}",
                "outlet": ("Gazeta", "Tribuna")[n % 2],
                "story_id": stories[n] if stories else f"s{n}",
                "published": f"2025-11-{n % 28 + 1:02d} 12:00",
                "sentences": [(text.format("Rusia", SCORES.get(answer, "0.0")), 0.0)],
            }
            for n, answer in enumerate(answers)
        ]
        run = make_run(articles)
        run.sentiments["label"] = run.sentiments["label"].astype("object")
        run.sentiments["label"] = list(answers)
        if folder is None:
            return run
        parts = {name: part for name, part in vars(run).items() if name != "failed"}
        return Run(**parts, folder=folder, manifest={"rows": {"sentiments": len(run.sentiments)}})

    return _make


@pytest.fixture
def filled():
    """``filled(sample, labels)``: the sample in the order of its mentions, labelled so."""

    def _fill(sample, labels):
        sample = sample.sort_values("mention_id", ignore_index=True)
        return sample.assign(label=list(labels))

    return _fill
