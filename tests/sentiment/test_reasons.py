import sys

import pandas as pd
import pytest

from presslens.sentiment import MODELS
from presslens.sentiment.reasons import LONGEST, reasons

NO_QUOTES = pd.DataFrame({"speaker_mention_id": [], "start": [], "end": []})
BAD = "Popa este corupt."


def rows(*sentences, model="lexicon", language="ro", offset=0, names=("Popa",)):
    return pd.DataFrame(
        [
            {
                "evidence_id": f"m{number}",
                "article_id": "a",
                "sentence": sentence,
                "offset": offset,
                "start": sentence.index(name),
                "end": sentence.index(name) + len(name),
                "model": model,
                "language": language,
                "score": -0.5,
            }
            for number, (sentence, name) in enumerate(
                zip(sentences, [*names] * len(sentences), strict=False)
            )
        ]
    )


def quoted(*places, speaker="m0"):
    return pd.DataFrame([{"speaker_mention_id": speaker, "start": a, "end": b} for a, b in places])


@pytest.mark.parametrize("model", MODELS)
def test_reasons_are_the_words_that_made_a_score(model):
    (found,) = reasons(rows(BAD, model=model), NO_QUOTES)
    start, end, weight = min(found, key=lambda word: word[2])
    assert BAD[start:end] == "corupt"
    assert weight < 0


def test_reasons_stand_in_the_order_of_the_text_and_each_row_has_its_own():
    many = "Popa este mincinos, arogant și corupt, dar și curajos."
    found = reasons(rows(many, "Popa a venit.", BAD), NO_QUOTES)
    starts = [start for start, _, _ in found[0]]
    assert len(starts) == 4
    assert starts == sorted(starts)
    assert found[1] == []
    assert [BAD[a:b] for a, b, _ in found[2]] == ["corupt"]


@pytest.mark.parametrize("model", ["lexicon", "textblob", "default"])
def test_reasons_are_not_taken_from_what_the_target_says(model):
    said = "„Mincinos și corupt”: acesta este Popa."
    table = rows(said, model=model, offset=100)
    (with_quote,) = reasons(table, quoted((100, 119)))
    assert not [said[a:b] for a, b, _ in with_quote if a < 19]
    (other_speaker,) = reasons(table, quoted((100, 119), speaker="m9"))
    assert {said[a:b] for a, b, _ in other_speaker if a < 19} >= {"corupt"}


@pytest.mark.parametrize("place", [(0, 100), (117, 130), (104, 104)])
def test_reasons_quote_elsewhere_changes_nothing(place):
    assert reasons(rows(BAD, offset=100), quoted(place)) == reasons(rows(BAD), NO_QUOTES)


def test_reasons_quote_around_the_target_itself_is_said_of_it():
    """Who speaks of themselves in the third person is spoken of."""
    table = rows(BAD, offset=100)
    assert reasons(table, quoted((90, 130))) == reasons(table, NO_QUOTES)


def test_reasons_quote_that_begins_in_an_earlier_sentence_is_cut():
    said = "Dinu este corupt”, a spus Popa."
    (found,) = reasons(rows(said, offset=100), quoted((40, 117)))
    assert found == []


@pytest.mark.parametrize(
    ("model", "language"),
    [
        ("huggingface:nowhere/nothing", "ro"),
        ("of-another-version", "ro"),
        ("lexicon", "fr"),
        ("lexicon", "not a code"),
    ],
)
def test_reasons_without_the_model_at_hand_there_are_none(model, language, monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    assert reasons(rows(BAD, model=model, language=language), NO_QUOTES) == [[]]


def test_reasons_of_a_very_long_passage_are_not_looked_for():
    long = BAD + " " * (LONGEST - len(BAD)) + "."
    assert reasons(rows(long), NO_QUOTES) == [[]]
    assert reasons(rows(long[:-1]), NO_QUOTES) != [[]]


def test_reasons_of_no_rows_are_none():
    assert reasons(rows(BAD).iloc[:0], NO_QUOTES) == []
