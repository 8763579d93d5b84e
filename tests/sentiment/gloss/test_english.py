import pytest

from presslens.sentiment.gloss.english import (
    adverb,
    article,
    inflect,
    regular_ing,
    regular_past,
    regular_s,
)


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("accuse", "s", "accuses"),
        ("accuse", "past", "accused"),
        ("accuse", "ing", "accusing"),
        ("deny", "s", "denies"),
        ("deny", "past", "denied"),
        ("play", "past", "played"),
        ("say", "past", "said"),
        ("be", "part", "been"),
        ("be", "ing", "being"),
        ("stop", "past", "stopped"),
        ("choose", "part", "chosen"),
        ("refer", "past", "referred"),
        ("information", "plural", "information"),
        ("lie", "ing", "lying"),
        ("watch", "s", "watches"),
        ("party", "plural", "parties"),
        ("day", "plural", "days"),
        ("man", "plural", "men"),
        ("news", "plural", "news"),
        ("injured", "plural", "injured"),
        ("numerous", "plural", "numerous"),
        ("seed", "plural", "seeds"),
        ("bus", "plural", "buses"),
        ("leu", "plural", "lei"),
        ("dead", "plural", "dead"),
        ("good", "er", "better"),
        ("bad", "est", "worst"),
        ("corrupt", "er", "more corrupt"),
        ("corrupt", "est", "most corrupt"),
    ],
)
def test_english_words_are_inflected_by_table_or_rule(word, form, expected):
    assert inflect(word, form) == expected


@pytest.mark.parametrize("word", ["forced", "mandated"])
def test_english_participle_has_no_second_ending(word):
    assert inflect(word, "past") == inflect(word, "part") == word


def test_english_verb_in_eed_gets_its_ending():
    assert inflect("exceed", "past") == "exceeded"


def test_english_form_of_a_capital_word_has_a_capital():
    assert inflect("Man", "plural") == "Men"


@pytest.mark.parametrize(
    ("phrase", "form", "expected"),
    [
        ("carry out", "past", "carried out"),
        ("point of view", "plural", "points of view"),
        ("prime minister", "plural", "prime ministers"),
    ],
)
def test_english_of_several_words_the_right_one_is_inflected(phrase, form, expected):
    assert inflect(phrase, form) == expected


def test_english_rules_spell_what_the_table_does_not_have():
    assert [regular_s(w) for w in ("box", "boy", "fly", "cat")] == [
        "boxes",
        "boys",
        "flies",
        "cats",
    ]
    assert [regular_past(w) for w in ("use", "try", "stay", "ask")] == [
        "used", "tried", "stayed", "asked",
    ]  # fmt: skip
    assert [regular_ing(w) for w in ("die", "see", "make", "be", "go")] == [
        "dying", "seeing", "making", "being", "going",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("old", "an"), ("new", "a"), ("honest", "an"), ("union", "a"), ("European", "a"),
        ("Austrian", "an"),
    ],
)  # fmt: skip
def test_english_article_goes_by_the_sound_that_follows(following, expected):
    assert article(following) == expected


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [
        ("severe", "severely"),
        ("ironic", "ironically"),
        ("heavy", "heavily"),
        ("simple", "simply"),
        ("sole", "solely"),
        ("full", "fully"),
        ("hard", "hard"),
        ("friendly", "friendly"),
        ("far away", "far away"),
    ],
)
def test_english_adverbs_are_made_by_rule(adjective, expected):
    assert adverb(adjective) == expected
