import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.annotations import Context
from presslens.errors import MissingDataError, ParameterError, RegistryError
from presslens.language import LANGUAGES, load, parsing
from presslens.language.pipeline import COMPONENTS, annotate_text

TEXT = "Kremlinul tace. Președintele american a spus: „Contez pe Ucraina”."


@pytest.mark.parametrize("language", LANGUAGES)
def test_pipe_names_read_like_the_kinds_of_knowledge(language):
    names = tuple(load(language).pipe_names)
    trained = ("encoder", "tagger", "morphologizer", "parser", "ner", "lemmatizer")
    assert names == ("paragraphs", *trained, *COMPONENTS)


def test_pipeline_reads_a_plain_text_without_a_context(nlp_ro):
    doc = nlp_ro(TEXT)
    assert len(doc._.presslens.sentences) == 2
    assert doc._.presslens.quotes


def test_long_text_is_read_in_pieces_with_the_same_result(monkeypatch, nlp_ro):
    text = "\n".join([TEXT] * 6)
    whole = annotate_text(nlp_ro, text, Context("a1", "ro"))
    monkeypatch.setattr(parsing, "PIECE_LENGTH", 2 * len(TEXT) + 10)
    assert annotate_text(nlp_ro, text, Context("a1", "ro")) == whole


@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 9))
def test_pieces_lose_nothing(text, length):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "PIECE_LENGTH", length)
        found = parsing.pieces(text)
    assert "".join(found) == text
    assert all(len(p) <= length for p in found)


def test_pipeline_is_made_once():
    assert load("ro") is load("ro")


@pytest.mark.parametrize("language", ["fr", "", "RO"])
def test_language_without_data_is_refused_with_those_that_have_some(language):
    with pytest.raises(MissingDataError, match="ro, en"):
        load(language)


def test_unknown_sentiment_model_is_refused():
    with pytest.raises(ParameterError, match="lexicon"):
        load("ro", sentiment="magic")


def test_annotations_hold_what_was_found():
    found = annotate_text(load("ro"), TEXT, Context("a1", "ro", dt.date(2025, 11, 26)))
    assert len(found.sentences) == 2
    assert [m.actor_id for m in found.mentions if m.link != "adjective"] == [
        "rusia", "donald-trump", "ucraina",
    ]  # fmt: skip
    assert [q.kind for q in found.quotes] == ["direct"]


def test_component_can_be_taken_out():
    nlp = load("ro")
    with nlp.select_pipes(disable=["quotes", "sources"]):
        found = annotate_text(nlp, TEXT, Context("a1", "ro"))
    assert found.quotes == []
    assert found.mentions


def test_empty_text_is_annotated_as_nothing():
    found = annotate_text(load("ro"), "", Context("a1", "ro"))
    assert not any((found.sentences, found.mentions, found.quotes, found.events, found.checks))


def test_changed_registry_file_is_read_again(tmp_path):
    file = tmp_path / "mine.yaml"
    entry = "actors:\n  - {id: ana-blandu, kind: person, name: {ro: %s}}\n"
    found = []
    for name in ("Ana Blandu", "Anamaria Blandu"):
        file.write_text(entry % name, encoding="utf-8")
        nlp = load("ro", registry=(tmp_path,))
        text = "A venit Anamaria Blandu."
        found.append([m.actor_id for m in annotate_text(nlp, text, Context("a", "ro")).mentions])
    assert found == [["found-anamaria-blandu"], ["ana-blandu"]]


def test_broken_registry_file_is_refused(tmp_path):
    (tmp_path / "mine.yaml").write_text("actor: []", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"mine\.yaml:1"):
        load("ro", registry=(tmp_path,))


@pytest.mark.parametrize("run", ["„", "a.", ")", "https://a/", "-"])
@pytest.mark.usefixtures("no_hang")
def test_long_run_without_white_space_ends(run):
    text = f"Rusia tace. {run * (60_000 // len(run))} Ucraina vorbește."
    found = annotate_text(load("ro"), text, Context("a1", "ro"))
    assert [m.text for m in found.mentions] == ["Rusia", "Ucraina"]
