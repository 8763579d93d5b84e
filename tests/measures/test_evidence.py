import pytest

from presslens.annotations import WeighedWord
from presslens.errors import ParameterError
from presslens.measures import evidence
from presslens.measures.passages import passages


class Finder:
    """A model that explains each score by one word."""

    def explain(self, items):
        texts = [item.sentence for item in items]
        places = [text.find("criticat") for text in texts]
        return [(WeighedWord(at, at + 8, -0.5),) if at >= 0 else () for at in places]


@pytest.fixture
def explained(monkeypatch):
    """What was asked for: the name and language of each model."""
    asked = []
    monkeypatch.setattr(
        "presslens.sentiment.reasons.load", lambda *model: asked.append(model) or Finder()
    )
    return asked


def test_the_words_come_from_the_model_that_scored_and_only_for_what_is_shown(run, explained):
    rows = evidence(run, table="sentiments", limit=2)
    assert explained == [("test", "ro")] * 2
    assert rows["words"].map(len).tolist() == [1, 0]


def test_only_sentiment_is_explained(run, explained):
    rows = evidence(run, table="mentions", limit=2)
    assert explained == []
    assert rows["words"].tolist() == [[], []]


def test_a_score_of_a_model_that_is_not_at_hand_has_no_words(run):
    assert evidence(run, table="sentiments", limit=2)["words"].tolist() == [[], []]


def test_the_span_and_the_words_lie_within_the_sentence(run, explained):
    row = evidence(run, actor="Rusia", table="sentiments", label="negative").iloc[0]
    assert row["sentence"][row["start"] : row["end"]] == "Rusia"
    assert [row["sentence"][s:e] for s, e, _ in row["words"]] == ["criticat"]


def test_offsets_are_shifted_for_a_sentence_that_is_not_the_first(run):
    rows = evidence(run, actor="rusia", label="metonym")
    assert rows["sentence"].str.startswith("Kremlinul tace").all()
    assert rows["start"].tolist() == [0, 0]


def test_each_story_comes_once_before_any_comes_twice(run):
    rows = evidence(run, table="sentiments", limit=4)
    assert rows["article_id"].tolist() == ["a1", "a4", "a2", "a3"]
    assert rows["score"].tolist() == pytest.approx([-0.6, 0.6, 0.4, -0.6])


def test_copies_can_be_left_out(run):
    assert "a3" not in evidence(run, limit=50, copies=False)["article_id"].tolist()


def test_unclear_evidence_begins_with_the_nearest_to_zero(scored_run):
    rows = evidence(
        scored_run([["-0.3?"], ["0.1?"], ["-0.2"]]), table="sentiments", label="unclear"
    )
    assert rows["score"].tolist() == pytest.approx([0.1, -0.3])


def test_neutral_evidence_begins_with_the_most_neutral(run):
    rows = evidence(run, table="sentiments", label="neutral")
    assert rows["score"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("table", "actor", "ids"),
    [("quotes", "Volodimir Zelenski", ["q1"]), ("events", "zelenski", ["e2"])],
)
def test_an_actor_is_who_speaks_or_takes_part(run, table, actor, ids):
    assert evidence(run, table=table, actor=actor)["evidence_id"].tolist() == ids


def test_places_are_evidence_only_when_asked_for(run):
    assert "place" not in evidence(run, limit=50)["label"].tolist()
    assert evidence(run, label="place")["sentence"].str.contains("Moscova").all()


def test_nothing_found_is_an_empty_table_with_all_columns(run):
    rows = evidence(run, actor="sua")
    assert rows.empty
    assert {"sentence", "start", "end", "words", "score"} <= set(rows.columns)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"table": "articles"}, "mentions, sentiments"),
        ({"table": "quotes", "label": "negative"}, "direct, indirect"),
        ({"limit": 0}, "1 or more"),
        ({"actor": "Marte"}, "the nearest that do"),
    ],
)
def test_options_that_are_not_allowed_are_refused(run, options, says):
    with pytest.raises(ParameterError, match=says):
        evidence(run, **options)


def test_a_span_over_two_sentences_shows_both(run):
    rows = run.mentions.head(1).assign(start=10, end=50)
    assert passages(run, rows)["sentence"].iloc[0] == run.articles["text"].iloc[0]


def test_a_span_in_no_sentence_shows_the_text_around_it(run):
    run.sentences = run.sentences.iloc[:0]
    shown = passages(run, run.mentions.head(1)).iloc[0]
    assert shown["sentence"][shown["start"] : shown["end"]] == "Rusia"
