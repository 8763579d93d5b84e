import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from presslens.language import features
from presslens.language.features import FEATURES, WordVectors, make_word_embed, word_features


def embed(model, texts):
    nlp = spacy.blank("ro")
    return model.predict([nlp.make_doc(t) for t in texts])


@pytest.fixture
def vectors(tmp_path):
    path = tmp_path / "vectors.npz"
    np.savez(
        path,
        words=np.frombuffer(b"rusia\npremier", dtype=np.uint8),
        numbers=np.array([[127, 0], [-127, 64]], dtype=np.int8),
        scale=np.array([0.01, 0.5], dtype=np.float32),
    )
    return path


def test_spelling_leaves_all_features_but_the_shape_alone():
    word, cedilla = word_features("președinte"), word_features("preşedinte")
    assert word == cedilla
    assert word_features("PREȘEDINTE")[:-1] == word[:-1]
    assert word_features("presedinte")[1] == word[1]


@given(st.text(max_size=30))
def test_every_string_has_all_features(word):
    assert len(word_features(word)) == len(FEATURES)


def test_vectors_are_found_however_a_word_is_spelt(vectors):
    table = WordVectors(vectors)
    assert table.row("RUSIA") == table.row("rusia") == 1
    assert table.row("Franța") == 0
    assert table.table[table.row("Premier")] == pytest.approx([-1.27, 32.0])
    assert not table.table[0].any()


def test_layer_gives_one_row_a_token(vectors):
    model = make_word_embed(8, [20] * len(FEATURES), str(vectors))
    model.initialize()
    out = embed(model, ["Rusia tace.", "", "Premierul"])
    assert [o.shape for o in out] == [(3, 8), (0, 8), (1, 8)]


def test_words_are_remembered_right_when_the_memory_is_cleared(monkeypatch, vectors):
    model = make_word_embed(8, [50] * len(FEATURES), str(vectors))
    model.initialize()
    texts = [f"cuvântul{i} este aici" for i in range(40)]
    before = embed(model, texts)
    monkeypatch.setattr(features, "MAX_WORDS", 5)
    for _ in range(2):
        for one, other in zip(before, embed(model, texts), strict=True):
            assert np.array_equal(one, other)


def test_number_of_tables_must_fit_the_features():
    with pytest.raises(ValueError, match="rows has 2 numbers"):
        make_word_embed(8, [10, 10], None)
