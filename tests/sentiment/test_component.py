from dataclasses import replace

import numpy as np
import pytest
import spacy

from presslens import sentiment
from presslens.annotations import Annotations, Context, Mention, Quote, Sentence
from presslens.errors import ParameterError
from presslens.language.parsing import parse
from presslens.sentiment import load, scoring
from presslens.sentiment.component import LONGEST_SENTENCE, SentimentsComponent, score_mentions
from presslens.sentiment.scoring import near

FIRST = "Popa este un om curajos. "
SECOND = "„Dinu e corupt”, a spus Popa la Roma. "
TEXT = FIRST + SECOND + "?!"


@pytest.fixture(scope="module")
def doc():
    return parse([TEXT], "ro")[0]


def mention(words, actor, link="name", after=0):
    start = TEXT.index(words, after)
    return Mention(start, start + len(words), words, "PER", actor, link, 1.0)


def annotations():
    speaker = mention("Popa", "popa", after=len(FIRST))
    start = TEXT.index("„")
    end = TEXT.index("”") + 1
    return Annotations(
        Context("a1", "ro"),
        sentences=[
            Sentence(0, len(FIRST) - 1),
            Sentence(len(FIRST), len(FIRST) + len(SECOND) - 1),
            Sentence(len(FIRST) + len(SECOND), len(TEXT)),
        ],
        mentions=[
            mention("Popa", "popa"),
            mention("Dinu", "dinu"),
            speaker,
            mention("Roma", "italia", "place"),
            mention("om", None),
            mention("curajos", "x", "adjective"),
        ],
        quotes=[Quote(start, end, "direct", "a spus", None, None, speaker, 1.0)],
    )


def test_component_scores_actors_but_not_places_and_adjectives(doc):
    found = annotations()
    score_mentions(doc, found, load("lexicon", "ro"))
    assert [s.mention.text for s in found.scores] == ["Popa", "Dinu", "Popa"]
    first, quoted, _ = found.scores
    assert first.p_positive > first.p_negative
    assert quoted.p_negative > quoted.p_positive
    assert first.p_negative + first.p_neutral + first.p_positive == pytest.approx(1)
    assert first.model == "lexicon"


def test_component_gives_quoted_mentions_to_the_speaker(doc):
    found = annotations()
    score_mentions(doc, found, load("lexicon", "ro"))
    assert [s.holder_id for s in found.scores] == [None, "popa", None]


def test_component_quote_without_a_known_speaker_has_no_holder(doc):
    found = annotations()
    found.quotes = [Quote(25, 40, "direct", None, None, None, None, 0.3)]
    score_mentions(doc, found, load("lexicon", "ro"))
    assert {s.holder_id for s in found.scores} == {None}


@pytest.mark.parametrize("name", sentiment.MODELS)
def test_component_what_a_speaker_says_is_not_said_of_the_speaker(doc, name):
    found = annotations()
    score_mentions(doc, found, load(name, "ro"))
    speaker = found.scores[2]
    found.quotes = [replace(q, speaker=None) for q in found.quotes]
    score_mentions(doc, found, load(name, "ro"))
    assert speaker.p_negative < found.scores[2].p_negative


def test_component_gives_sentences_their_tone_and_none_without_words(doc):
    found = annotations()
    score_mentions(doc, found, load("lexicon", "ro"))
    first, second, third = (s.tone for s in found.sentences)
    assert first > 0 > second
    assert third is None


def test_component_language_without_data_gives_no_scores(doc):
    found = annotations()
    score_mentions(doc, found, load("lexicon", "fr"))
    assert found.scores == []
    assert {s.tone for s in found.sentences} == {None}


def test_component_mention_cut_by_a_sentence_end_is_scored_whole(doc):
    found = annotations()
    found.sentences = [Sentence(0, 2), Sentence(2, len(TEXT))]
    score_mentions(doc, found, load("lexicon", "ro"))
    assert found.scores[0].mention.text == "Popa"


def test_component_mention_outside_every_sentence_is_not_scored(doc):
    found = annotations()
    found.sentences = []
    score_mentions(doc, found, load("lexicon", "ro"))
    assert found.scores == []


def test_component_is_a_factory_of_the_pipeline(doc):
    pipe = spacy.blank("ro").add_pipe("presslens_sentiments", config={"model": "lexicon"})
    assert isinstance(pipe, SentimentsComponent)
    doc._.presslens = annotations()
    assert len(pipe(doc)._.presslens.scores) == 3
    with pytest.raises(ParameterError):
        spacy.blank("ro").add_pipe("presslens_sentiments", config={"model": "none"})


def test_component_reads_the_tokens_that_it_is_given(doc, monkeypatch):
    def fail(*args):
        raise AssertionError("the sentences were parsed a second time")

    monkeypatch.setattr("presslens.sentiment.scoring.parse", fail)
    found = annotations()
    found.quotes = []
    score_mentions(doc, found, load("lexicon", "ro"))
    assert len(found.scores) == 3


def test_component_and_plain_sentence_give_the_same_score(doc):
    found = annotations()
    score_mentions(doc, found, load("lexicon", "ro"))
    row = load("lexicon", "ro").predict([(FIRST.strip(), 0, 4)])[0]
    assert found.scores[0].p_positive == pytest.approx(row[2])


class Fixed:
    """A model that gives the same probabilities to every target, and keeps what it was asked."""

    name, language = "fixed", "ro"

    def __init__(self, row, threshold):
        self.row, self.threshold, self.asked = row, threshold, []

    def predict(self, items):
        self.asked += items
        return np.array([self.row] * len(items), dtype=float).reshape(-1, 3)

    def polarity(self, sentences):
        return np.full(len(sentences), np.nan)


@pytest.mark.parametrize(
    ("row", "threshold", "unclear"),
    [
        ((0.2, 0.5, 0.3), 0.51, True),
        ((0.2, 0.5, 0.3), 0.5, False),
        ((0.6, 0.1, 0.3), 0.7, True),
        ((0.4, 0.3, 0.3), 0.0, False),
    ],
)
def test_component_score_is_unclear_where_the_likeliest_is_below_the_threshold(
    doc, row, threshold, unclear
):
    found = annotations()
    score_mentions(doc, found, Fixed(row, threshold))
    assert [s.unclear for s in found.scores] == [unclear] * 3
    first = found.scores[0]
    assert (first.p_negative, first.p_neutral, first.p_positive) == row


def test_component_what_a_model_cannot_score_has_no_record(doc):
    found = annotations()
    score_mentions(doc, found, Fixed([np.nan] * 3, 0.5))
    assert found.scores == []
    assert {s.tone for s in found.sentences} == {None}


def test_component_asks_for_each_target_in_its_sentence_without_its_own_words(doc):
    found, model = annotations(), Fixed([0.2, 0.5, 0.3], 0)
    score_mentions(doc, found, model)
    names = [t.sentence.text[t.start : t.end] for t in model.asked]
    assert names == ["Popa", "Dinu", "Popa"]
    assert [len(t.unsaid) for t in model.asked] == [0, 0, 1]
    speaker = model.asked[2]
    (start, end), text = speaker.unsaid[0], speaker.sentence.text
    assert text[start:end] == "„Dinu e corupt”"
    assert speaker.said == " " * (end - start) + text[end:]


def test_component_reads_the_surroundings_of_a_mention_in_a_sentence_without_an_end():
    text = "Popa critică dur lipsa și " * 400
    doc, model = spacy.blank("ro")(text), Fixed([0.2, 0.5, 0.3], 0)
    mentions = [
        Mention(at, at + 4, "Popa", "PERSON", "popa", "name", 1.0)
        for at in range(0, len(text), len(text) // 400)
    ]
    found = Annotations(Context("a"), [Sentence(0, len(text))], mentions)
    score_mentions(doc, found, model)
    assert len(found.scores) == 400
    for target, mention in zip(model.asked, mentions, strict=True):
        assert target.sentence.text[target.start : target.end] == "Popa"
        assert target.sentence.start_char + target.start == mention.start
        assert len(target.sentence.text) <= 2 * LONGEST_SENTENCE
    assert len({(t.sentence.start, t.sentence.end) for t in model.asked}) < 20


def test_work_grows_with_the_mentions_and_not_with_their_square(monkeypatch):
    """One sentence of thousands of words: each mention asks its surroundings once, and no more."""
    asked = []

    def counted(reading, target, window):
        found = list(near(reading, target, window))
        asked.append(len(found))
        return found

    monkeypatch.setattr(scoring, "near", counted)
    model = load("lexicon", "ro")
    for times in (200, 800):
        asked.clear()
        text = ["Popa", "critica", "dur", "lipsa", "și"] * times
        size = len(text)
        doc = spacy.tokens.Doc(
            spacy.blank("ro").vocab, words=text, lemmas=text, deps=["dep"] * size,
            pos=["PROPN", "VERB", "ADV", "NOUN", "CCONJ"] * times,
            heads=[*range(1, size), size - 1],
        )  # fmt: skip
        mentions = [
            Mention(t.idx, t.idx + 4, "Popa", "PERSON", "popa", "name", 1.0)
            for t in doc
            if t.text == "Popa"
        ]
        found = Annotations(Context("a"), [Sentence(0, len(doc.text))], mentions)
        score_mentions(doc, found, model)
        assert len(found.scores) == len(asked) == times
        assert all(score.p_negative > score.p_positive for score in found.scores)
        assert max(asked) <= 2 * model.lexicon.rules.window
