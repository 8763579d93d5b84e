"""A small corpus of invented articles, analysed once, and a cache that is nobody's."""

import functools
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from presslens.language import load

ARTICLES = {
    "curierul/2025-11-26-vizita.txt": (
        "date 2025-11-26\n"
        "Kremlinul a confirmat vizita. Liderul de la Kiev a spus: „Contez pe Statele Unite”. "
        "Rusia continuă atacurile groaznice asupra Ucrainei, iar oamenii suferă.\n"
    ),
    "curierul/2025-11-27-guvern.txt": (
        "date 2025-11-27\n"
        "Premierul Ilie Bolojan a prezentat bugetul în fața Parlamentului. "
        "Bolojan a fost criticat dur de PSD pentru tăieri și pentru lipsa de dialog.\n"
    ),
    "gazette/2025-11-28-talks.txt": (
        "date: 2025-11-28\ntitle: Talks <b>go on</b>\n\n"
        "The U.S. president praised Ukraine on Friday. Moscow has rejected the excellent plan, "
        "and Volodymyr Zelenskyy said he would keep talking with his partners.\n"
    ),
    "journal/2025-11-29-paris.txt": (
        "date: 2025-11-29\n\n"
        "Le président de la République a déclaré que la Russie et l'Ukraine devaient négocier, "
        "tandis que Donald Trump et Vladimir Poutine préparaient une rencontre cette semaine.\n"
    ),
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    """No test reads or writes the cache of the person who runs it."""
    monkeypatch.setenv("PRESSLENS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def write_corpus():
    """``write_corpus(folder, articles=ARTICLES)``: writes name → text and gives the folder."""

    def _write(folder, articles=None):
        for name, text in (ARTICLES if articles is None else articles).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return _write


@pytest.fixture
def corpus(tmp_path, write_corpus):
    return write_corpus(tmp_path / "corpus")


@pytest.fixture(scope="session")
def analysed(tmp_path_factory, write_corpus):
    """The run of the small corpus; read only."""
    from presslens.run import annotate

    base = tmp_path_factory.mktemp("analysed")
    return annotate(write_corpus(base / "corpus"), out=base / "run", registry=[])


@pytest.fixture(scope="session")
def sample_report(tmp_path_factory):
    """The folder of the Romanian report of the sample corpus; read only."""
    import presslens

    corpus = Path(__file__).parents[1] / "data" / "articles"
    out = tmp_path_factory.mktemp("report") / "sample"
    index = presslens.report(corpus, out=out, registry=[])
    assert index == out / "index.html"
    return out


@pytest.fixture(scope="session")
def papermill(tmp_path_factory):
    """``papermill(name)``: language → the notebook executed alone, in both at once; read only."""
    root = Path(__file__).parents[1]
    folder = tmp_path_factory.mktemp("papermill")
    environment = {**os.environ, "PRESSLENS_CACHE": str(folder / "cache")}

    @functools.cache
    def _run(name, languages=("ro", "en"), **parameters):
        started = {}
        for language in languages:
            out = folder / f"{name}-{language}{'-own' if parameters else ''}.ipynb"
            given = {"corpus": "data/articles", "language": language, **parameters}
            options = [part for key, value in given.items() for part in ("-p", key, str(value))]
            command = [sys.executable, "-m", "papermill", f"notebooks/{name}.ipynb", str(out)]
            started[out] = subprocess.Popen(
                [*command, *options, "--no-progress-bar"],
                cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True,
            )  # fmt: skip
        for process in started.values():
            _, complaint = process.communicate()
            assert process.returncode == 0, complaint[-2000:]
        return dict(zip(languages, started, strict=True))

    return _run


@pytest.fixture
def no_hang():
    """Ends a test that hangs: on such input a cost that grows faster than the text takes minutes.

    It measures nothing. What it stops would otherwise run until somebody kills it.
    """

    def give_up(signum, frame):
        raise TimeoutError("it hangs on this input")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def tiny_model(tmp_path):
    """``tiny_model(name)``: the folder of a Romanian model that knows one person and no grammar."""

    def _write(name="tiny", *, person="Ilie Bolojan", language="ro"):
        nlp = spacy.blank(language)
        ruler = nlp.add_pipe("attribute_ruler")
        ruler.add([[{}]], {"TAG": "Np", "POS": "PROPN", "LEMMA": "x", "DEP": "dep"})
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": person}])
        nlp.meta["name"] = name
        nlp.to_disk(tmp_path / name)
        return tmp_path / name

    return _write


@pytest.fixture(scope="session")
def nlp_ro() -> Language:
    """The Romanian pipeline with the registry of the package."""
    return load("ro")


@pytest.fixture(scope="session")
def nlp_en() -> Language:
    """The English pipeline with the registry of the package."""
    return load("en")


@pytest.fixture
def known_errors(monkeypatch):
    """The model "test" has a known error in Romanian: it calls three in ten wrong."""
    from presslens.sentiment.errors import Confusion

    row = {"negative": (70, 20, 5, 5), "neutral": (15, 70, 10, 5), "positive": (5, 20, 70, 5)}
    on = (("ro", "300 de mențiuni de probă"), ("en", "300 mentions made up"))
    error = Confusion("test", "ro", tuple(row.values()), on)
    monkeypatch.setattr("presslens.sentiment.errors._shipped", lambda: {("test", "ro"): error})
    return error
