"""The measurement of the speed of sentiment: what is scored, how it is counted, and with what."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from presslens.language import load
from presslens.sentiment.model import text_of

FOLDER = Path(__file__).parents[2] / "benchmarks"
TEXTS = [
    "Popa a lăudat guvernul. Premierul Ilie Bolojan a fost criticat dur de PSD.",
    "Trenul pleacă la ora zece.",
    "Rusia a atacat din nou Ucraina, a spus Volodimir Zelenski. Rusia neagă.",
]


def module(name):
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made  # where it is looked for by those that import it, and by dataclasses
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def gru_tsc():
    yield module("gru_tsc")
    del sys.modules["gru_tsc"]


@pytest.fixture(scope="module")
def benchmark(gru_tsc):
    made = module("sentiment")
    del sys.modules["sentiment"]
    return made


@pytest.fixture(scope="module")
def articles(benchmark):
    return benchmark.read_targets(TEXTS, "ro", 100)


def names(articles):
    return [[text_of(t.sentence)[t.start : t.end] for t in article] for article in articles]


def test_targets_are_those_that_the_pipeline_scores(benchmark, articles):
    component = load("ro", sentiment="lexicon").get_pipe("sentiments")
    assert component.model.name == "lexicon"
    first, last = names(articles)
    assert first == ["Ilie Bolojan", "PSD"]
    assert last == ["Rusia", "Ucraina", "Volodimir Zelenski", "Rusia"]
    assert not any(isinstance(t.sentence, str) for article in articles for t in article)


def test_targets_are_as_many_as_are_asked_for(benchmark):
    found = benchmark.read_targets(TEXTS, "ro", 3)
    assert [len(article) for article in found] == [2, 1]


def test_lengths_are_those_of_sentence_target_and_marks(benchmark, articles):
    from presslens.sentiment.network import load_network

    of = load_network("default").pieces.of
    lengths = benchmark.lengths_of(articles, "ro")
    text = text_of(articles[0][0].sentence)
    assert lengths["gru_tsc"][0] == len(of(text)) + len(of("Ilie Bolojan")) + 4
    assert len(lengths["gru_tsc_short"]) == len(lengths["gru_tsc"]) == 6
    assert sum(lengths["gru_tsc_short"]) < sum(lengths["gru_tsc"])


def test_lengths_of_our_own_network_are_without_what_the_target_says(benchmark, articles):
    speaker = articles[1][2]
    assert speaker.unsaid
    whole = speaker._replace(unsaid=())
    own, all_of_it = benchmark.lengths_of([[speaker, whole]], "ro")["gru_tsc_short"]
    assert own < all_of_it


def test_texts_are_of_the_language_and_drawn_alike_each_time(benchmark, corpus):
    (text,) = benchmark.read_texts(corpus, "en", 9, 1)
    assert "praised Ukraine" in text
    assert len(benchmark.read_texts(corpus, "ro", 9, 1)) == 2
    assert benchmark.read_texts(corpus, "ro", 1, 3) == benchmark.read_texts(corpus, "ro", 1, 3)
    with pytest.raises(SystemExit, match="no article in the language 'de'"):
        benchmark.read_texts(corpus, "de", 9, 1)


def test_rounds_are_interleaved_and_the_first_is_not_counted(benchmark):
    asked = []
    runs = {name: (lambda name=name: asked.append(name)) for name in "abc"}
    rows = benchmark.measure(runs, 2, 10)
    assert "".join(asked) == "abc" + "bca" + "cab"
    assert [(row["round"], row["model"]) for row in rows] == [
        (1, "b"), (1, "c"), (1, "a"), (2, "c"), (2, "a"), (2, "b"),
    ]  # fmt: skip
    assert all(row["seconds"] > 0 for row in rows)


def test_summary_has_medians_and_ratios_within_a_round(benchmark):
    seconds = {"gru_tsc": (10, 20, 40), "default": (1, 4, 4)}
    rows = [
        {"round": n, "model": model, "targets": 20, "seconds": times[n]}
        for n in range(3)
        for model, times in seconds.items()
    ]
    found = benchmark.summarize(rows)
    assert found["default"]["targets_per_s"] == 5
    assert found["default"]["targets_per_s_range"] == [5, 20]
    assert found["default"]["ms_per_target"] == 200
    assert found["default"]["times_gru_tsc"] == 10
    assert found["default"]["times_gru_tsc_range"] == [5, 10]
    assert found["gru_tsc"]["times_gru_tsc"] == 1


def test_batches_hold_each_text_once_beside_those_of_its_length(gru_tsc):
    lengths = [9, 3, 7, 3, 50, 8, 12]
    found = gru_tsc.batches(lengths, 3)
    assert [[lengths[n] for n in batch] for batch in found] == [[3, 3, 7], [8, 9, 12], [50]]
    assert sorted(n for batch in found for n in batch) == list(range(7))


def test_network_has_the_size_of_the_published_one(gru_tsc):
    """85 million in the layers of RoBERTa-base, 28 million in the GRU: input and state of 1536."""
    assert gru_tsc.Shape().weights == 12 * 7_077_888 + 15 * 768 + 2 * 3 * 1536 * 3072 + 9216 * 3


@pytest.fixture(scope="module")
def small(gru_tsc):
    pytest.importorskip("onnx", reason="the network is built by the library onnx")
    return gru_tsc.Shape(width=16, inner=32, layers=2, heads=4, places=64, categories=3, pieces=50)


def test_network_has_the_weights_that_its_sizes_say(gru_tsc, small):
    import onnx

    graph = onnx.load_from_string(gru_tsc.build(small)).graph
    kinds = [node.op_type for node in graph.node]
    used = {name for n in graph.node if n.op_type in {"MatMul", "GRU"} for name in n.input[:3]}
    sizes = {w.name: np.prod(w.dims) for w in graph.initializer if len(w.dims) > 1}
    assert sum(sizes[name] for name in used & set(sizes)) == small.weights
    assert kinds.count("Softmax") == kinds.count("Gelu") == small.layers
    assert kinds.count("LayerNormalization") == 2 * small.layers + 1


def test_network_answers_each_text_and_reads_all_of_it(gru_tsc, small):
    network = gru_tsc.GruTsc(small)
    lengths = [5, 9, 9, 30, 1]
    found = network.run(lengths, 2)
    assert found.shape == (5, 3)
    assert np.isfinite(found).all()
    np.testing.assert_array_equal(found[1], found[2])
    assert not np.allclose(found[1], found[3], atol=1e-7)
    alone = np.vstack([network.run([n], 1) for n in lengths])
    np.testing.assert_allclose(network.run([9, 9, 9], 3)[2], alone[1], atol=1e-5)


def test_all_models_run_on_the_same_targets(benchmark, gru_tsc, small, articles):
    runs = benchmark.make_runs(articles, "ro", 4, gru_tsc.GruTsc(small))
    assert list(runs) == [*benchmark.OWN, *benchmark.USUAL]
    for name, run in runs.items():
        found = run()
        rows = found if name in benchmark.USUAL else np.vstack(found)
        assert rows.shape == (6, 3)
        assert np.isfinite(rows).all()
