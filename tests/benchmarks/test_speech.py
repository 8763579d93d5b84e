"""The measurement of the speed of quotes and sources: what is read, and how it is counted."""

import importlib.util
from pathlib import Path

import pytest

from presslens.speech import find_quotes

FILE = Path(__file__).parents[2] / "benchmarks" / "speech.py"
TEXT = "„Vom pleca mâine”, a declarat Klaus Iohannis. Potrivit AFP, podul e închis.\n"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("benchmark_of_speech", FILE)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def read(benchmark):
    return benchmark.before_speech(TEXT, "ro")


def test_documents_have_what_the_pipeline_gives_and_no_quotes_yet(read):
    doc, found = read
    assert [m.actor_id for m in found.mentions] == ["klaus-iohannis", "afp"]
    assert len(found.sentences) == 2
    assert found.quotes == []
    assert [q.kind for q in find_quotes(doc, found)][:1] == ["direct"]


def test_joined_documents_hold_the_same_as_often(benchmark, read):
    doc, found = benchmark.join([read], 3)
    assert benchmark.words_of(doc) == 3 * benchmark.words_of(read[0])
    once = [(q.kind, q.speaker.text) for q in find_quotes(*read)]
    assert [(q.kind, q.speaker.text) for q in find_quotes(doc, found)] == once * 3


def test_each_round_reads_documents_anew(benchmark, read, monkeypatch):
    asked = []
    monkeypatch.setattr(benchmark, "find_quotes", lambda doc, _: asked.append(id(doc)))
    runs = [benchmark.read_speech([read]) for _ in range(2)]
    for run in runs:
        run()
    assert len(set(asked)) == 2


def test_ratios_are_of_one_round(benchmark):
    rows = [
        {"round": n, "reader": name, "words": 1000, "seconds": seconds}
        for n, name, seconds in (
            (1, "tokenizer", 1.0), (1, "speech", 4.0), (2, "tokenizer", 3.0), (2, "speech", 12.0),
        )
    ]  # fmt: skip
    found = benchmark.summarize(rows)
    assert found["speech"]["times_tokenizer_range"] == [0.25, 0.25]
    assert found["speech"]["words_per_s_range"] == [83, 250]


def test_growth_is_told_against_the_first(benchmark, read):
    found = benchmark.grow([("1", read), ("2", benchmark.join([read], 2))], 2)
    assert found["1"]["times_the_first"] == 1
    assert found["2"]["words"] == 2 * found["1"]["words"]
