"""The measurement of unknown actors: its counting, and its figures where the data is there."""

import importlib.util
import os
from pathlib import Path

import pandas as pd
import pytest

from presslens.annotations import Annotations, Context, Mention

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("PRESSLENS_SHARED") or ROOT.parent / "shared")
TABLE = SHARED / "data/news_ro/nine_outlets_2022.parquet"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location(
        "unknown_actors", ROOT / "benchmarks/unknown_actors.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_mention_counts_where_it_stands_and_for_whom_it_stands(benchmark):
    text = "Popescu a plecat cu Rodna. Ion Popescu tace."
    found = Annotations(Context("a"))
    found.mentions = [
        Mention(0, 7, "Popescu", "PERSON", "found-ion-popescu", "alias", 0.7, None, "Ion Popescu"),
        Mention(8, 9, "a", "ORG", "found-a", "name", 0.8, None, "A"),
    ]
    labels = [[0, 0, 7, "person", "text", 27, 38], [0, 20, 25, "organisation", "text", 20, 25]]
    counts = benchmark.counts_of(found, (0, 26), labels, "", text)
    assert counts == {"found": 2, "labelled": 2, "span": 1, "overlap": 1, "kind": 1, "actor": 1}
    assert benchmark.rates([counts, counts])["recall"] == 0.5


def test_another_text_is_refused(benchmark):
    with pytest.raises(ValueError, match="row 0"):
        benchmark.text_of(pd.DataFrame({"text": ["altul"]}), 0, "0" * 12)


@pytest.mark.shared
@pytest.mark.skipif(not TABLE.is_file(), reason=f"{TABLE} is not there")
def test_figures_of_the_methodology_hold(benchmark):
    rates = benchmark.rates(benchmark.measure(pd.read_parquet(TABLE)))
    assert rates["precision"] > 0.8
    assert rates["recall"] > 0.64
    assert rates["actor, of those found"] > 0.88
