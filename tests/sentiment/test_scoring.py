import math

import numpy as np
import pytest

from presslens.sentiment import load

RO, EN = load("lexicon", "ro"), load("lexicon", "en")
MODELS = {"ro": RO, "en": EN}


def item(sentence, target):
    start = sentence.index(target)
    return sentence, start, start + len(target)


def score(sentence, target, language="ro"):
    row = MODELS[language].predict([item(sentence, target)])[0]
    return row[2] - row[0]


@pytest.mark.parametrize(
    ("language", "sentence", "target"),
    [
        ("ro", "Ionescu este un om corupt și arogant.", "Ionescu"),
        ("ro", "Procurorii îl acuză pe Ionescu de furt.", "Ionescu"),
        ("ro", "Ministrul l-a dat afară pe Ionescu.", "Ionescu"),
        ("en", "Smith is a corrupt and arrogant man.", "Smith"),
        ("en", "Critics denounced Smith as a liar.", "Smith"),
    ],
)
def test_scoring_finds_blame(language, sentence, target):
    row = MODELS[language].predict([item(sentence, target)])[0]
    assert row.argmax() == 0


@pytest.mark.parametrize(
    ("language", "sentence", "target"),
    [
        ("ro", "Ionescu este un om curajos și competent.", "Ionescu"),
        ("ro", "Toți au lăudat succesul Ionescului.", "Ionescului"),
        ("en", "Smith is a brave and brilliant man.", "Smith"),
        ("en", "Everybody praised Smith for the success.", "Smith"),
    ],
)
def test_scoring_finds_praise(language, sentence, target):
    row = MODELS[language].predict([item(sentence, target)])[0]
    assert row.argmax() == 2


@pytest.mark.parametrize(
    ("language", "plain", "negated"),
    [
        ("ro", "Ionescu este competent.", "Ionescu nu este competent."),
        ("ro", "Ionescu este competent.", "Ionescu n-a fost niciodată competent."),
        ("ro", "Ionescu a venit cu probe și succes.", "Ionescu a venit fără succes."),
        ("en", "Smith is competent.", "Smith isn't competent."),
        ("en", "Smith is competent.", "Smith is not competent."),
        ("en", "Smith was honest.", "Smith was never honest."),
    ],
)
def test_scoring_negation_turns_praise_into_blame(language, plain, negated):
    assert score(plain, plain.split()[0], language) > 0.1
    assert score(negated, negated.split()[0], language) < -0.05


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ro", "Ionescu nu este corupt."), ("en", "Smith is not corrupt.")],
)
def test_scoring_negated_blame_is_weak_praise(language, sentence):
    words = MODELS[language].explain([item(sentence, sentence.split()[0])])[0]
    assert [w.weight > 0 for w in words] == [True]


def test_scoring_negation_ends_with_its_clause_and_not_only_is_none():
    assert score("Ionescu nu a venit, dar este competent.", "Ionescu") > 0.1
    assert score("Ionescu nu doar competent este, ci și harnic.", "Ionescu") > 0.1


@pytest.mark.parametrize(
    ("language", "weak", "plain", "strong"),
    [
        ("ro", "Popa e puțin arogant.", "Popa e un arogant.", "Popa e extrem de arogant."),
        ("en", "Hill is slightly arrogant.", "Hill is that arrogant.", "Hill is very arrogant."),
    ],
)
def test_scoring_intensity_weakens_and_strengthens(language, weak, plain, strong):
    weights = [
        MODELS[language].explain([item(s, s.split()[0])])[0][0].weight
        for s in (weak, plain, strong)
    ]
    assert 0 > weights[0] > weights[1] > weights[2]


def test_scoring_near_words_count_more_than_far_ones():
    sentence = "Popa este corupt și a vorbit ieri la Iași cu ziariștii despre Dinu."
    assert score(sentence, "Popa") < score(sentence, "Dinu")


def test_scoring_words_of_the_targets_clause_count_more():
    sentence = "Popa a declarat că Dinu este corupt."
    of_popa, of_dinu = (RO.explain([item(sentence, name)])[0] for name in ("Popa", "Dinu"))
    factor = RO.lexicon.rules.boundary * math.exp(-4 / RO.lexicon.rules.decay)
    assert of_popa[0].weight == pytest.approx(of_dinu[0].weight * factor)


def test_scoring_side_of_the_target_matters_for_accusing():
    sentence = "Popa acuză Dinu"
    assert score(sentence, "Dinu") < score(sentence, "Popa")


def test_scoring_words_of_the_target_itself_do_not_count():
    assert RO.explain([item("Partidul Libertate a venit.", "Partidul Libertate")]) == [()]


SPELT = "Popa îi acuză pe mincinoși și este încăpățânat, lipsit de demnitate și corupți sunt toți."


def test_scoring_is_the_same_with_cedillas():
    other = SPELT.replace("ș", "ş").replace("ț", "ţ")
    assert len(RO.explain([(SPELT, 0, 4)])[0]) >= 3
    np.testing.assert_array_equal(RO.predict([(SPELT, 0, 4)]), RO.predict([(other, 0, 4)]))


def test_scoring_finds_blame_in_text_without_diacritics():
    other = "Popa este incapatanat, lipsit de demnitate si mincinos."
    assert RO.predict([(other, 0, 4)])[0].argmax() == 0
    assert len(RO.explain([(other, 0, 4)])[0]) >= 2


def test_scoring_rows_sum_to_one_and_batches_do_not_matter():
    items = [
        item("Popa e corupt, Dinu e harnic.", "Popa"),
        item("Popa e corupt, Dinu e harnic.", "Dinu"),
        item("A venit Popa.", "Popa"),
    ]
    rows = RO.predict(items)
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    np.testing.assert_allclose(rows, np.vstack([RO.predict([i]) for i in items]), rtol=1e-12)
    np.testing.assert_array_equal(rows, RO.predict(items))


def test_scoring_without_tone_words_is_mostly_neutral_and_has_no_reasons():
    items = [item("Popa a mers la Iași.", "Popa")]
    assert RO.predict(items)[0].argmax() == 1
    assert RO.explain(items) == [()]


@pytest.mark.parametrize("sentence", ["?! — …", "   ", "2024 - 17 %", "🙂🙂🙂"])
def test_scoring_sentence_without_words_is_missing(sentence):
    assert np.isnan(RO.predict([(sentence, 0, 1)])).all()
    assert np.isnan(RO.polarity([sentence])).all()
    assert RO.explain([(sentence, 0, 1)]) == [()]


def test_scoring_no_items_give_no_rows():
    assert RO.predict([]).shape == (0, 3)
    assert RO.explain([]) == []
    assert RO.polarity([]).shape == (0,)


def test_scoring_explains_with_at_most_eight_words_strongest_first():
    sentence = (
        "Popa e corupt, mincinos, arogant, laș, cinic, ipocrit, hoț, incompetent, slab și rău."
    )
    words = RO.explain([(sentence, 0, 4)])[0]
    assert len(words) == 8
    sizes = [abs(w.weight) for w in words]
    assert sizes == sorted(sizes, reverse=True)
    assert sentence[words[0].start : words[0].end] in ("corupt", "mincinos")


def test_scoring_polarity_has_the_sign_of_the_sentence():
    tones = RO.polarity(["Un om curajos.", "Un om corupt și mincinos.", "Un om la Iași."])
    assert tones[0] > 0 > tones[1]
    assert tones[2] == 0
    assert (np.abs(tones) <= 1).all()


@pytest.mark.usefixtures("no_hang")
def test_scoring_ends_on_a_sentence_with_many_targets():
    sentence = "Ion Popa nu a fost corupt, dar Dinu e foarte bun la toate " * 1600
    items = [(sentence, i * 58 + 4, i * 58 + 8) for i in range(1600)]
    assert not np.isnan(RO.predict(items)).any()


def test_scoring_survives_one_endless_word():
    assert RO.predict([("a" * 200_000, 0, 5)]).shape == (1, 3)
