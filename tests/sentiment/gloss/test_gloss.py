import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from presslens.language.parsing import parse
from presslens.sentiment.gloss import gloss

VOCAB = spacy.blank("ro").vocab
WORDS = (
    "nu", "n-", "a", "au", "am", "ar", "o", "va", "să", "mai", "și", "se", "s-", "-a", "fi",
    "fost", "este", "l-", "îl", "i-", "cel", "cei", "al", "ale", "lui", "său", "pe", "de", "la",
    "din", "care", "dintre", "fără", "un", "unei", "Popa", "București", "UE", "om", "legea",
    "oameni", "corupt", "bun", "spus", "acuză", "trebuie", "putea", "poate", "plăcea", "în",
    "ciuda", "loc", "avut", "doua", "25", "luna", ",", ".", "„", "blurfea", "Aşa", "\u00ad",
    "🙂", "\n", " ",
)  # fmt: skip
POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X", "",
)  # fmt: skip
DEPS = (
    "nsubj", "obj", "iobj", "obl", "obl:agent", "amod", "nmod", "det", "case", "aux",
    "aux:pass", "cop", "mark", "conj", "cc", "advmod", "acl", "expl", "expl:pass",
    "expl:impers", "flat", "punct", "",
)  # fmt: skip
MORPHS = (
    "", "Definite=Def|Number=Sing", "Number=Plur", "Case=Dat,Gen|Definite=Def", "VerbForm=Part",
    "VerbForm=Inf", "VerbForm=Ger", "Tense=Imp|Person=3", "Tense=Pqp", "Mood=Sub|Person=3",
    "Number=Sing|Person=1", "Person=2|Number=Plur", "Strength=Weak", "Reflex=Yes|Strength=Weak",
    "NumType=Ord", "PronType=Dem",
)  # fmt: skip


@st.composite
def documents(draw):
    """Documents as no parser would make them: any tag, any tree."""
    size = draw(st.integers(1, 14))

    def some(values):
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, at in enumerate(order):
        heads[at] = order[draw(st.integers(0, place - 1))] if place else at
    deps = ["ROOT" if heads[at] == at else dep for at, dep in enumerate(some(DEPS))]
    words = some(WORDS)
    lemmas = [
        draw(st.sampled_from((word, "fi", "al", "cel", "de", "trebui", ""))) for word in words
    ]
    return Doc(
        VOCAB,
        words=words,
        lemmas=lemmas,
        pos=some(POS),
        morphs=some(MORPHS),
        heads=heads,
        deps=deps,
    )


def check(words, first, last):
    for word in words:
        assert word.text.strip()
        assert first <= word.start < word.end <= last


@settings(max_examples=300, deadline=None)
@given(documents())
def test_gloss_of_any_tree_is_words_with_places(doc):
    check(gloss(doc), 0, len(doc.text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60))
@example("[ ] [UNK] <s>")
@example("\u0301a\u0301 \0 \u202eab\u202c \ud800")
@example("İ ß ﬁ ŉ")
def test_gloss_of_any_text_is_words_with_places(text):
    (doc,) = parse([text], "ro")
    words = gloss(doc)
    check(words, 0, len(doc.text))
    assert words == gloss(doc)


def test_gloss_of_a_sentence_has_its_places_in_the_document():
    first, second = "Popa a venit.", "Guvernul nu a adoptat legea."
    (doc,) = parse([f"{first} {second}"], "ro")
    start = len(first) + 1
    span = doc.char_span(start, len(doc.text))
    words = gloss(span)
    check(words, start, len(doc.text))
    rendered = {word.text: doc.text[word.start : word.end] for word in words}
    assert rendered["government"] == "Guvernul"
    assert rendered["not"] == "nu"
    assert rendered["adopt"] == "adoptat"
    assert rendered["law"] == "legea"


def test_gloss_words_of_an_expression_have_the_places_of_all_of_it():
    (doc,) = parse(["A plecat în ciuda ploii."], "ro")
    (word,) = [word for word in gloss(doc) if word.text == "despite"]
    assert doc.text[word.start : word.end] == "în ciuda"


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_gloss_of_no_words_is_empty(text):
    assert gloss(parse([text], "ro")[0]) == []


@pytest.mark.parametrize("text", ["?! — …", "[ ]", "<s>", "2024 - 17 %"])
def test_gloss_marks_and_numbers_stay(text):
    words = gloss(parse([text], "ro")[0])
    assert "".join(word.text for word in words) == text.replace(" ", "")


def test_gloss_keeps_names_and_their_places():
    text = "Ieri Ion Popescu l-a criticat pe Klaus Iohannis la București."
    found = {text[w.start : w.end]: w.text for w in gloss(parse([text], "ro")[0])}
    for name in ("Ion", "Popescu", "Klaus", "Iohannis"):
        assert found[name] == name
    assert found["București"] == "Bucharest"


def test_gloss_reads_cedillas_as_commas(glossed):
    text = "Acuzațiile împotriva șefului poliției și așa sunt grave."
    assert glossed(text.replace("ș", "ş").replace("ț", "ţ")) == glossed(text)


@pytest.mark.usefixtures("no_hang")
def test_gloss_ends_on_a_sentence_without_an_end():
    text = "un om foarte bun și mai corupt care nu a fost dat afară de la el, " * 300
    assert gloss(parse([text], "ro")[0])
