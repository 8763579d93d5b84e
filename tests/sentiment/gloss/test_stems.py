import pytest

from presslens.sentiment.gloss.stems import by_endings


@pytest.mark.parametrize(
    ("form", "pos", "english"),
    [
        ("francezii", "NOUN", "French"),
        ("furnizorilor", "NOUN", "supplier"),
        ("fabricile", "NOUN", "factory"),
        ("ministrului", "NOUN", "minister"),
        ("profundă", "ADJ", "deep"),
        ("boicotarea", "NOUN", "boycotting"),
        ("tramvaiul", "NOUN", "tram"),
        ("întemnițând", "VERB", "imprison"),
        ("restaureze", "VERB", "restore"),
        ("divulgă", "VERB", "disclose"),
    ],
)
def test_stems_find_what_the_lemma_does_not(form, pos, english):
    assert by_endings(form, pos) == english


@pytest.mark.parametrize(
    ("form", "pos"),
    [("xyzul", "NOUN"), ("ai", "NOUN"), ("", "NOUN"), ("francezii", "ADV"), ("ului", "NOUN")],
)
def test_stems_find_nothing_where_nothing_is_known(form, pos):
    assert by_endings(form, pos) is None
