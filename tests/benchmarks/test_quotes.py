"""The measurement of quotes, speakers and sources: what counts as found, and as right."""

import importlib.util
import json
import os
import sys
from pathlib import Path

import pytest

from presslens.annotations import Annotations, Context, Mention, Quote, Source

FILE = Path(__file__).parents[2] / "benchmarks" / "quotes.py"
SHARED = Path(os.environ.get("PRESSLENS_SHARED") or Path(__file__).parents[3] / "shared")
TEXT = "„Vom pleca”, a spus Ana Pop. Ea a mai spus că podul e închis, scrie AFP."
ANA = Mention(20, 27, "Ana Pop", "PERSON", "ana-pop", "name", 1.0)


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("benchmark_of_quotes", FILE)
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    yield made
    del sys.modules[spec.name]


def place(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def label(words, kind, by, who, **more):
    start, end = place(words)
    return {
        "kind": kind, "start": start, "end": end, "cue": None, "by": by and place(by),
        "who": who and place(who), "status": "named", "pronoun": False, **more,
    }  # fmt: skip


LABELS = {
    "quotes": [
        label("„Vom pleca”", "direct", "Ana Pop", "Ana Pop"),
        label("podul e închis", "indirect", "Ea", "Ana Pop", pronoun=True),
    ],
    "sources": [
        dict(zip(("start", "end"), place("scrie AFP"), strict=True), who=place("AFP")),
    ],
}


def quote(words, kind, speaker, by):
    return Quote(*place(words), kind, "a spus", None, None, speaker, 1.0,
                 speaker_start=place(by)[0], speaker_end=place(by)[1])  # fmt: skip


def article(quotes, sources=()):
    afp = Mention(*place("AFP"), "AFP", "MEDIA", "afp", "name", 1.0)
    return Annotations(Context("a", "ro"), mentions=[ANA, afp], quotes=quotes, sources=sources)


def counted(benchmark, *arguments):
    found = article(*arguments)
    return benchmark.counts_of(benchmark.compare(found, LABELS, TEXT), found)


def test_everything_right(benchmark):
    counts = counted(
        benchmark,
        [quote("Vom pleca", "direct", ANA, "Ana Pop"),
         quote("podul e închis", "indirect", ANA, "Ea")],
        [Source("afp", "scrie", *place("AFP"), 0, len(TEXT), "AFP")],
    )  # fmt: skip
    assert counts["right"] == counts["found"] == 2
    rates = benchmark.rates([counts])
    assert all(rates[f"{kind}: F1"] == pytest.approx(1) for kind in (*benchmark.KINDS, "source"))
    assert rates["speaker unknown"] == 0


def test_a_direct_quote_needs_its_whole_span_and_an_indirect_one_half(benchmark):
    counts = counted(
        benchmark,
        [quote("Vom", "direct", ANA, "Ana Pop"), quote("podul e", "indirect", ANA, "Ea")],
    )
    assert (counts["direct hit"], counts["direct extra"], counts["direct missed"]) == (0, 1, 1)
    assert counts["indirect and mixed hit"] == 1


def test_a_wrong_speaker_is_found_but_not_right(benchmark):
    ion = Mention(0, 3, "Ion", "PERSON", "ion", "name", 1.0)
    counts = counted(benchmark, [quote("podul e închis", "indirect", ion, "podul")])
    assert (counts["found"], counts["right"]) == (1, 0)


def test_a_source_of_another_name_is_extra_and_missed(benchmark):
    counts = counted(
        benchmark, [], [Source("reuters", "scrie", *place("podul"), 0, len(TEXT), "Reuters")]
    )
    assert (counts["source hit"], counts["source extra"], counts["source missed"]) == (0, 1, 1)


def test_every_label_says_what_it_has_to(benchmark):
    articles = json.loads(benchmark.LABELS.read_text(encoding="utf-8"))["articles"]
    assert {a["half"] for a in articles} == {"develop", "measure"}
    quotes = {"ro": 0, "en": 0}
    for a in articles:
        quotes[a["language"]] += len(a["quotes"])
        ends = [(q["start"], q["end"]) for q in (*a["quotes"], *a["sources"])]
        assert all(start < end for start, end in ends)
        assert all((q["status"] == "named") == bool(q["who"]) for q in a["quotes"])
    assert quotes["en"] >= 100


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")
def test_figures_of_the_developing_half_have_not_fallen(benchmark):
    counts = []
    for known, text in benchmark.articles(SHARED / "data", "develop", "ro"):
        doc, found = benchmark.before_speech(text, "ro")
        found = benchmark.spoken(doc, found)
        counts.append(benchmark.counts_of(benchmark.compare(found, known, text), found))
    rates = benchmark.rates(counts)
    assert rates["direct: F1"] > 0.91
    assert rates["indirect and mixed: F1"] > 0.8
    assert rates["speaker right"] > 0.86
    assert rates["source: F1"] > 0.85


def test_readings_agree_where_spans_and_speakers_are_alike(benchmark, monkeypatch, tmp_path):
    other = json.loads(json.dumps(LABELS))
    other["quotes"][0]["status"], other["quotes"][0]["who"] = "unknown", None
    other["quotes"].append(label("Ea a mai spus", "direct", "Ea", "Ana Pop"))
    other["sources"] = []
    head = {"corpus": "c", "row": 1}
    for name, labels in (("LABELS", LABELS), ("SECOND", other)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps({"articles": [head | labels]}), encoding="utf-8")
        monkeypatch.setattr(benchmark, name, file)
    monkeypatch.setattr(benchmark, "articles", lambda *_: [(head | other, TEXT)])
    found = benchmark.agreement(tmp_path)
    assert found["direct"] == (1, 0, 1)
    assert found["indirect and mixed"] == (1, 0, 0)
    assert found["speaker"] == (1, 1, 1)
    assert found["source"] == (0, 1, 0)


def test_what_was_read_twice_was_read_once(benchmark):
    files = (benchmark.LABELS, benchmark.SECOND)
    first, second = (json.loads(f.read_text(encoding="utf-8"))["articles"] for f in files)
    known = {(a["corpus"], a["row"], a["sha"]) for a in first if a["half"] == "measure"}
    assert {(a["corpus"], a["row"], a["sha"]) for a in second} <= known
