import pytest
import spacy

from presslens.errors import MissingDataError
from presslens.language import LANGUAGES, load
from presslens.language.models import load_model, shipped

SENTENCES = {
    "ro": "Președintele Klaus Iohannis a declarat joi că Guvernul va adopta bugetul.",
    "en": "President Joe Biden said on Monday that Congress will pass the budget.",
}


@pytest.fixture(scope="module", params=LANGUAGES)
def read(request):
    return load_model(request.param)(SENTENCES[request.param])


def test_every_token_is_read_in_full(read):
    for layer in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START", "ENT_IOB"):
        assert read.has_annotation(layer), layer
    assert all(t.pos_ and t.tag_ and t.lemma_ and t.dep_ for t in read)


def test_the_verb_of_saying_heads_the_sentence_and_its_clause(read):
    (sentence,) = read.sents
    assert sentence.root.lemma_ in ("declara", "say")
    assert sentence.root.pos_ == "VERB"
    subjects = [t for t in sentence.root.children if t.dep_ == "nsubj"]
    assert len(subjects) == 1
    assert any(t.dep_ == "ccomp" for t in sentence.root.children)


def test_the_person_is_an_entity(read):
    people = [e for e in read.ents if e.label_ in ("PERSON", "PER")]
    assert any("Iohannis" in e.text or "Biden" in e.text for e in people)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folder_of_the_weights_carries_their_licence_and_is_small(language):
    folder = shipped(language)
    assert "CC BY-SA 4.0" in (folder / "LICENSE").read_text(encoding="utf-8")
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    assert size < 20_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_name_no_place_of_the_machine_that_made_them(language):
    for name in ("config.cfg", "meta.json"):
        text = (shipped(language) / name).read_text(encoding="utf-8")
        assert "/tmp" not in text
        assert "../" not in text


def test_a_spelling_without_diacritics_is_read_alike(nlp_ro):
    """The words keep their tags; the lemmas that need the missing letters may differ."""
    text = "Ministrul Sănătății a spus că spitalele așteaptă aparatura."
    bare = "Ministrul Sanatatii a spus ca spitalele asteapta aparatura."
    cedilla = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    pos = [t.pos_ for t in nlp_ro(text)]
    assert [t.pos_ for t in nlp_ro(cedilla)] == pos
    assert sum(a == b for a, b in zip(pos, [t.pos_ for t in nlp_ro(bare)], strict=True)) >= 8


def test_missing_model_is_refused_with_the_way_to_get_it():
    with pytest.raises(MissingDataError, match="spacy download no_such_model"):
        load("ro", model="no_such_model")


def test_model_of_another_language_is_refused(tmp_path):
    spacy.blank("fr").to_disk(tmp_path)
    with pytest.raises(MissingDataError, match="'fr', not for 'ro'"):
        load("ro", model=tmp_path)


def test_model_without_a_parser_is_refused(tmp_path):
    spacy.blank("ro").to_disk(tmp_path)
    with pytest.raises(MissingDataError, match="does not give TAG"):
        load("ro", model=str(tmp_path))


def test_a_model_on_a_path_is_used(tmp_path):
    model = load_model("ro")
    model.meta["name"] = "mine"
    model.to_disk(tmp_path)
    assert load("ro", model=tmp_path).meta["name"] == "mine"
