import json

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presslens.errors import MissingDataError, ParameterError
from presslens.language.parsing import parse
from presslens.sentiment import NETWORKS, load
from presslens.sentiment.gloss import GlossWord
from presslens.sentiment.model import MOST_WORDS, Target
from presslens.sentiment.network import load_network
from presslens.sentiment.neural import LEAST, MOST_READINGS, NeuralModel, english_words, sides

LANGUAGES = ("ro", "en")
BAD = {"ro": "Ionescu este un om corupt și arogant.", "en": "Smith is a corrupt and arrogant man."}
GOOD = {
    "ro": "Ionescu este un om curajos și competent.",
    "en": "Smith is a brave and brilliant man.",
}
NAMES = {"ro": "Ionescu", "en": "Smith"}


def item(sentence, name):
    start = sentence.index(name)
    return sentence, start, start + len(name)


def of(language, sentence, name=None):
    return item(sentence, name or NAMES[language])


def texts(parts):
    return [" ".join(word.text for word in part) for part in parts]


# the sides of a target


def test_sides_are_the_words_before_of_and_after_a_target():
    text = "Then Ann Lee, a judge, left."
    parts = sides(english_words(text), Target(*item(text, "Ann Lee")))
    assert texts(parts) == ["Then", "Ann Lee", ", a judge , left ."]


def test_sides_a_target_that_begins_or_ends_within_a_word_has_the_whole_word():
    text = "The anti-Putinist party"
    parts = sides(english_words("The Putinist party"), Target(text, 4, 10))
    assert texts(parts) == ["The", "Putinist", "party"]


def test_sides_of_a_target_without_words_meet_where_it_would_stand():
    words = english_words("She  left")
    assert texts(sides(words, Target("She  left", 3, 5))) == ["She", "", "left"]
    assert texts(sides(words, Target("She  left  ", 9, 11))) == ["She left", "", ""]


def test_sides_what_lies_between_the_words_of_a_target_belongs_to_it():
    words = [GlossWord("Kiev", 10, 14), GlossWord("in", 0, 2), GlossWord("the", 5, 6)]
    moved = [words[0], words[2], GlossWord("leader", 0, 4), words[1]]
    parts = sides(moved, Target("x" * 20, 0, 14))
    assert texts(parts) == ["", "Kiev the leader in", ""]


def test_sides_leave_out_what_the_target_says_itself():
    text = '"He is corrupt", said Ann, "and lazy".'
    unsaid = ((0, 15), (27, 37))
    parts = sides(english_words(text), Target(*item(text, "Ann"), unsaid))
    assert texts(parts) == [", said", "Ann", ", ."]
    assert texts(sides(english_words(text), Target(*item(text, "Ann"))))[0] == (
        '" He is corrupt " , said'
    )


@settings(deadline=None)
@given(st.text(), st.data())
def test_sides_hold_each_word_once_and_in_its_order(text, data):
    words = english_words(text)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    left, name, right = sides(words, Target(text, start, end))
    assert [w[1:] for w in left + name + right] == [w[1:] for w in words]
    assert all(w.end <= start for w in left)
    assert all(w.start >= end for w in right)


# what a network answers


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_neural_tells_blame_from_praise(name, language):
    rows = load(name, language).predict([of(language, s[language]) for s in (BAD, GOOD)])
    assert rows.argmax(axis=1).tolist() == [0, 2]
    np.testing.assert_allclose(rows.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("language", "sentence", "good", "bad"),
    [
        ("ro", "Ionescu l-a lăudat pe Popa, dar a criticat-o dur pe Dinu.", "Popa", "Dinu"),
        ("en", "Smith praised Jones but denounced Hill as a liar.", "Jones", "Hill"),
    ],
)
def test_neural_tells_targets_of_one_sentence_apart(language, sentence, good, bad):
    rows = load("large", language).predict([item(sentence, good), item(sentence, bad)])
    assert (rows[0, 2] - rows[0, 0]) > (rows[1, 2] - rows[1, 0]) + 0.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_neural_answers_do_not_depend_on_what_else_is_asked(language):
    model = load("default", language)
    items = [
        of(language, s) for s in (BAD[language], GOOD[language], BAD[language] + " " + "o " * 90)
    ]
    together = model.predict(items)
    np.testing.assert_array_equal(together, np.vstack([model.predict([i]) for i in items]))
    np.testing.assert_array_equal(together[::-1], model.predict(items[::-1]))


def test_neural_parsed_sentence_and_plain_one_have_the_same_answer():
    model = load("default", "ro")
    first, second = BAD["ro"], "Popa a venit."
    doc = parse([f"{second} {first}"], "ro")[0]
    span = doc.char_span(len(second) + 1, len(doc.text))
    np.testing.assert_array_equal(
        model.predict([Target(span, 0, 7)]), model.predict([(first, 0, 7)])
    )
    assert model.explain([Target(span, 0, 7)]) == model.explain([(first, 0, 7)])


def test_neural_spans_of_different_documents_are_not_taken_for_one_another():
    model = load("default", "ro")
    docs = parse([BAD["ro"], GOOD["ro"]], "ro")
    rows = model.predict([Target(doc[:], 0, 7) for doc in (*docs, *docs)])
    assert rows.argmax(axis=1).tolist() == [0, 2, 0, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_neural_answer_is_calibrated_in_its_language(language):
    """The probabilities are the network's answer, scaled and moved as ``about`` says."""
    network, model = load_network("default"), load("default", language)
    asked = Counted(network, about=one_language(language, scale=2.0, bias=[0.0, 1.0, 0.0]))
    changed = NeuralModel("x", asked, language, None)
    rows = [np.log(m.predict([of(language, BAD[language])])[0]) for m in (model, changed)]
    about = network.about["languages"][language]
    plain = (rows[0] - np.array(about["bias"])) / about["scale"]
    moved = (rows[1] - np.array([0.0, 1.0, 0.0])) / 2.0
    np.testing.assert_allclose(moved - moved[0], plain - plain[0], atol=1e-6)


# a text can't pretend


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mark", ["[ ]", "[UNK]", "<s>", "</s>", "[CLS] [SEP]", "##ed", "] ["])
def test_neural_marks_of_the_network_are_plain_signs_in_a_text(language, mark):
    text = f"{mark} {BAD[language]} {mark}"
    rows = load("default", language).predict([of(language, text)])
    assert rows[0].argmax() == 0


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])
def test_neural_english_words_are_read_through_what_is_not_seen(hidden):
    text = BAD["en"].replace("corrupt", f"cor{hidden}rupt").replace("arrogant", f"arro{hidden}gant")
    model = load("default", "en")
    np.testing.assert_array_equal(model.predict([(text, 0, 5)]), model.predict([(BAD["en"], 0, 5)]))


def test_neural_english_words_are_the_same_with_combining_marks():
    composed, apart = "Smith is a naïve man.", "Smith is a nai\u0308ve man."
    rows = load("default", "en").predict([(composed, 0, 5), (apart, 0, 5)])
    np.testing.assert_array_equal(rows[0], rows[1])


# what can't be scored, and what is asked wrongly


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sentence", [" ", "?! — …", "2024 - 17 %", "🙂🙂🙂", "\0\0", "\u200b\u200b", "[ ] [ ]", "\n\n"]
)
def test_neural_a_text_without_letters_is_not_scored(language, sentence):
    model = load("default", language)
    assert np.isnan(model.predict([(sentence, 0, 1)])).all()
    assert model.explain([(sentence, 0, 1)]) == [()]
    assert np.isnan(model.polarity([sentence])).all()


def test_neural_what_is_not_scored_leaves_the_others_alone():
    model = load("default", "ro")
    rows = model.predict([("?!", 0, 1), of("ro", BAD["ro"]), ("…", 0, 1)])
    np.testing.assert_array_equal(rows[1], model.predict([of("ro", BAD["ro"])])[0])
    assert np.isnan(rows[[0, 2]]).all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ["predict", "explain"])
@pytest.mark.parametrize(
    "wrong",
    [
        ("Popa", 0, 5), ("Popa", -1, 2), ("Popa", 2, 2), ("Popa", 3, 1), ("", 0, 0), ("", 0, 1),
        ("Popa", 0.0, 4), ("Popa", "0", 4), ("Popa", None, 4), (None, 0, 4), (b"Popa", 0, 4),
        ("Popa",), ("Popa", 0), "Popa", None, 3, ("Popa", 0, 4, (), ()),
    ],
)  # fmt: skip
def test_neural_names_the_item_that_is_wrong(language, method, wrong):
    with pytest.raises(ParameterError, match="item 1: "):
        getattr(load("default", language), method)([("Popa", 0, 4), wrong])


def test_neural_no_items_give_no_rows():
    model = load("default", "ro")
    assert model.predict([]).shape == (0, 3)
    assert model.explain([]) == []
    assert model.polarity([]).shape == (0,)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", [0, 5_000, 9_990])
def test_neural_a_text_of_ten_thousand_characters_is_scored_by_what_is_near(language, at):
    model, filler = load("default", language), "a b c d e "
    text = (filler * 1_000)[:at] + BAD[language] + " " + filler * 1_000
    row = model.predict([of(language, text)])[0]
    lone = text.replace("un om corupt și arogant", "aici").replace(
        "a corrupt and arrogant man", "here"
    )
    plain = model.predict([of(language, lone)])[0]
    assert lone != text
    assert row[0] > plain[0]
    far = ("Z" * 300 + " ") * 8
    if at:
        np.testing.assert_array_equal(model.predict([of(language, far + text)])[0], row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["a" * 10_000, "Popa " * 2_000, "Popa, " * 1_700])
def test_neural_a_target_as_long_as_its_text_is_scored(language, text):
    assert load("default", language).predict([(text, 0, len(text))])[0].sum() == pytest.approx(1)


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            list("[]<>#/s unk\0\n\t\u0301\u00ad\u200b\u200d\u202e\ufeff\ud800🙂👩אب\u0307İß")
        ),
        st.characters(),
    ),
    min_size=1,
    max_size=80,
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(text=HOSTILE, data=st.data())
@example(text="\ud800 Popa \udfff este corupt", data=None)
@example(text="[ ] [UNK] <s> </s> [ Popa ]", data=None)
@example(text="İstanbul ĳ ß ŉ ﬁ", data=None)
@example(text="\u0301\u0301Popa\u0301", data=None)
@example(text="\u202eapoP\u202c إيونيسكو فاسد", data=None)
def test_neural_any_text_has_probabilities_or_none(language, text, data):
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else len(text)
    model = load("default", language)
    row = model.predict([(text, start, end)])[0]
    if any(map(str.isalpha, text)):
        assert row.sum() == pytest.approx(1)
        assert (row > 0).all()
    else:
        assert np.isnan(row).all()
    assert model.predict([(text, start, end)])[0].tolist() == pytest.approx(row, nan_ok=True)
    (tone,) = model.polarity([text])
    assert np.isnan(tone) or -1 <= tone <= 1


# the words behind a score


ONE_WORD = {"ro": ("Ionescu este mincinos.", "mincinos"), "en": ("Smith is a liar.", "liar")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_neural_explains_a_score_by_the_words_that_make_it(language):
    sentence, reason = ONE_WORD[language]
    words = load("default", language).explain([of(language, sentence)])[0]
    assert words[0].weight < 0
    assert sentence[words[0].start : words[0].end] == reason
    sizes = [abs(word.weight) for word in words]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= LEAST


def test_neural_weight_of_a_word_is_what_it_adds_to_all_and_to_none():
    sentence, _ = ONE_WORD["en"]
    model = load("large", "en")  # which has no gate to answer first
    word = model.explain([of("en", sentence)])[0][0]
    rows = model.predict([of("en", text) for text in (sentence, "Smith is a .", "Smith liar")])
    whole, without, alone = rows[:, 2] - rows[:, 0]
    bare = model.predict([("Smith", 0, 5)])[0, [2, 0]] @ [1, -1]
    added = max(alone - bare, whole - bare)  # no more than the whole sentence says
    assert word.weight == pytest.approx((whole - without + added) / 2)


@pytest.mark.parametrize("name", ["default", "large"])
def test_neural_names_both_of_two_words_that_say_the_same(name):
    """Taking out one of them alone changes nothing."""
    sentence = "„Mincinos și corupt”: acesta este Popa."
    start = sentence.index("Popa")
    words = load(name, "ro").explain([(sentence, start, start + 4)])[0]
    against = {sentence[w.start : w.end] for w in words if w.weight < -0.1}
    assert against >= {"Mincinos", "corupt"}


@pytest.mark.parametrize("name", ["default", "large"])
def test_neural_gives_no_reason_against_one_of_whom_nothing_is_said(name):
    sentence = "„Dinu este corupt”, a spus Popa."
    start = sentence.index("Popa")
    words = load(name, "ro").explain([(sentence, start, start + 4)])[0]
    assert all(word.weight > -0.1 for word in words)


def test_neural_explains_with_a_few_words_at_most(monkeypatch):
    monkeypatch.setattr("presslens.sentiment.neural.LEAST", 0.0)  # every word counts
    text = "Smith, who never lies, hates liars, loves truth, and fights crime, won a poor prize"
    assert len(load("default", "en").explain([(text, 0, 5)])[0]) == MOST_WORDS


@settings(max_examples=12, deadline=None)
@given(HOSTILE)
def test_neural_reasons_are_words_of_the_text_outside_the_target(rest):
    sentence = f"Popa este corupt {rest}"
    for word in load("default", "ro").explain([(sentence, 0, 4)])[0]:
        assert 4 <= word.start < word.end <= len(sentence)
        assert any(map(str.isalnum, sentence[word.start : word.end]))


def test_neural_explains_no_word_of_the_target_nor_what_the_target_says():
    sentence = "Corrupt Smith said: Jones is a terrible liar."
    said = sentence.index("Jones")
    target = Target(sentence, 0, 13, ((said, len(sentence)),))
    words = load("default", "en").explain([target])[0]
    assert all(13 <= word.start < said for word in words)


# what is remembered


class Counted:
    """A network that counts what it is asked, or says something else of itself."""

    def __init__(self, network, about):
        self._network = network
        self.about = about

    def __getattr__(self, name):
        return getattr(self._network, name)


def one_language(language, *, scale=1.0, bias=(0.0, 0.0, 0.0), threshold=0.25):
    about = {"scale": scale, "bias": list(bias), "threshold": threshold}
    return json.loads(json.dumps({"languages": {language: about}}))


def test_neural_threshold_is_that_of_the_language():
    network = Counted(load_network("default"), one_language("en", threshold=0.25))
    assert NeuralModel("x", network, "en", None).threshold == 0.25
    about = load_network("default").about["languages"]["ro"]
    assert load("default", "ro").threshold == about["threshold"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_neural_does_not_remember_sentences_without_bound(language, monkeypatch):
    monkeypatch.setattr("presslens.sentiment.neural.MOST_READINGS", 3)
    model = NeuralModel("x", load_network("default"), language, None)
    items = [(f"Popa {n}", 0, 4) for n in range(8)]
    rows = np.vstack([model.predict(items[n : n + 2]) for n in range(0, 8, 2)])
    assert len(model._plain) <= 3
    np.testing.assert_array_equal(rows, model.predict(items))
    assert MOST_READINGS > 1000


def test_neural_plain_sentence_is_parsed_once(monkeypatch):
    model = NeuralModel("x", load_network("default"), "ro", None)
    items = [of("ro", BAD["ro"])]
    before = model.predict(items)

    def fail(*args):
        raise AssertionError("the sentence was parsed a second time")

    monkeypatch.setattr("presslens.sentiment.neural.parse", fail)
    np.testing.assert_array_equal(model.predict(items), before)
    assert model.explain(items)[0]


def test_neural_tone_of_a_sentence_is_that_of_the_lexicon():
    sentences = [BAD["ro"], GOOD["ro"], "?!"]
    found = load("default", "ro").polarity(sentences)
    np.testing.assert_array_equal(found, load("lexicon", "ro").polarity(sentences))


def test_neural_model_without_its_weights_is_named(monkeypatch):
    def absent(name):
        return load_network(f"{name}-absent")

    monkeypatch.setattr("presslens.sentiment.network.load_network", absent)
    load.cache_clear()
    with pytest.raises(MissingDataError, match="default-absent"):
        load("default", "ro")
    load.cache_clear()
