import datetime as dt

import pytest

from presslens.annotations import (
    Annotations,
    Check,
    Context,
    Event,
    Mention,
    Quote,
    Score,
    Sentence,
    Source,
    Timex,
)
from presslens.tables.rows import ANNOTATED, to_frames
from presslens.tables.schemas import validate

RUSSIA = Mention(0, 5, "Rusia", "GPE", "rusia", "name", 1.0)
PLACE = Mention(12, 16, "Roma", "LOC", None, "place", 0.9)


@pytest.fixture
def frames():
    found = Annotations(
        Context("a1"),
        sentences=[Sentence(0, 8, -0.5), Sentence(9, 20)],
        mentions=[RUSSIA, PLACE],
        quotes=[
            Quote(9, 20, "direct", "a spus", 6, 8, RUSSIA, 0.9, "spune", "neutral", 0, 5, "Rusia"),
            Quote(11, 18, "mixed", None, None, None, None, 0.4),
        ],
        sources=[Source("afp", "potrivit", 0, 3, 0, 20, "AFP")],
        scores=[Score(RUSSIA, 0.5, 0.3, 0.2, None, "lexicon")],
        events=[
            Event(
                Timex(9, 11, "DATE", "2025-12-01", dt.date(2025, 12, 1), dt.date(2025, 12, 7)),
                "future",
                ("rusia",),
                None,
            )
        ],
        checks=[Check("spelling", "note", 0, 5, "două scrieri")],
    )
    return to_frames([found, Annotations(Context("a2"))])


def test_every_table_is_valid(frames):
    assert tuple(frames) == ANNOTATED
    for table, frame in frames.items():
        assert len(validate(frame, table)) == len(frame) > 0


def test_mention_knows_its_sentence_and_its_innermost_quote(frames):
    first, second = frames["mentions"].to_dict("records")
    assert (first["mention_id"], first["sentence_id"]) == ("a1-m0-5", "a1-s0-8")
    assert first["quote_id"] != first["quote_id"]  # missing
    assert (second["sentence_id"], second["quote_id"]) == ("a1-s9-20", "a1-q11-18")
    assert second["actor_id"] != second["actor_id"]


def test_quote_knows_its_speaker_or_has_none(frames):
    first, second = frames["quotes"].to_dict("records")
    assert (first["speaker_mention_id"], first["speaker_id"]) == ("a1-m0-5", "rusia")
    assert second["speaker_id"] != second["speaker_id"]


def test_score_is_positive_less_negative_with_the_likeliest_label(frames):
    (row,) = frames["sentiments"].to_dict("records")
    assert row["score"] == pytest.approx(-0.3)
    assert row["label"] == "negative"


def test_score_below_the_threshold_is_unclear_and_keeps_its_probabilities():
    score = Score(RUSSIA, 0.45, 0.3, 0.25, None, "default", unclear=True)
    found = Annotations(Context("a1"), mentions=[RUSSIA], scores=[score])
    row = validate(to_frames([found])["sentiments"], "sentiments").iloc[0]
    assert row["label"] == "unclear"
    assert row["score"] == pytest.approx(-0.2)


def test_event_has_its_days_and_its_sentence(frames):
    (row,) = frames["events"].to_dict("records")
    assert (row["earliest"].date(), row["latest"].date()) == (
        dt.date(2025, 12, 1),
        dt.date(2025, 12, 7),
    )
    assert row["sentence_id"] == "a1-s9-20"
    assert row["actor_ids"] == ["rusia"]


def test_sentence_that_was_not_scored_has_no_tone(frames):
    assert frames["sentences"]["tone"].isna().tolist() == [False, True]


def test_no_article_makes_empty_tables():
    assert all(frame.empty for frame in to_frames([]).values())
