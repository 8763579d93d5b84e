"""Unknown actors over a corpus: one id in all tables, whatever was there before."""

import pandas as pd
import pytest

from presslens.actors.name_keys import found_id
from presslens.actors.registry import load_registry
from presslens.annotations import (
    Annotations,
    Context,
    Event,
    Mention,
    Quote,
    Score,
    Sentence,
    Timex,
)
from presslens.engine.assemble import assemble
from presslens.tables.rows import to_frames
from presslens.tables.schemas import TABLES, conform, validate

FULL, BARE = "Ion Rusescu", "Rusescu"


def article(article_id, *names):
    """An article in which each of ``names`` speaks, is scored and takes part in something."""
    found = Annotations(Context(article_id))
    for n, name in enumerate(names):
        start = 100 * n
        mention = Mention(
            start, start + 9, "x" * 9, "PERSON", found_id(name), "name", 0.8, None, name
        )
        timex = Timex(start + 20, start + 25, "DATE", "2025", None, None)
        found.sentences.append(Sentence(start, start + 90))
        found.mentions.append(mention)
        found.quotes.append(Quote(start + 10, start + 50, "direct", None, None, None, mention, 0.9))
        found.scores.append(Score(mention, 0.2, 0.5, 0.3, mention.actor_id, "lexicon"))
        found.events.append(Event(timex, "past", (mention.actor_id, "rusia"), None))
    return found


ALL = {"a": article("a", FULL), "b": article("b", BARE), "c": article("c", "Ana Rusescu")}


def articles_of(names):
    rows = [
        {
            "article_id": name, "text": "x" * 300, "n_words": 1, "story_id": name,
            "is_copy": False, "source_file": "x", "language": "ro",
        }
        for name in names
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "articles")


@pytest.fixture
def build():
    """``build(names, before=None)``: the tables of the articles ``names``, after a run before."""

    def _build(names, before=None):
        known = [] if before is None else list(before["articles"]["article_id"])
        new = [name for name in names if name not in known]
        part = to_frames([ALL[name] for name in new])
        return assemble(articles_of(names), before, new, [part], load_registry())

    return _build


def ids_in(frames, article_id):
    """The actors of an article, as each table names them."""
    mentions = frames["mentions"]
    of_article = mentions[mentions["article_id"] == article_id]
    events = frames["events"]
    scores = frames["sentiments"]
    scores = scores[scores["mention_id"].isin(of_article["mention_id"])]
    quotes = frames["quotes"]
    return {
        "mentions": set(of_article["actor_id"]),
        "quotes": set(quotes[quotes["article_id"] == article_id]["speaker_id"]),
        "sentiments": set(scores["holder_id"]),
        "events": {ids[0] for ids in events[events["article_id"] == article_id]["actor_ids"]},
    }


def test_all_tables_name_an_actor_alike(build):
    frames = build("ab")
    assert set(map(frozenset, ids_in(frames, "b").values())) == {frozenset({found_id(FULL)})}


def test_every_table_is_valid_and_every_actor_is_listed(build):
    frames = build("abc")
    for table in TABLES:
        validate(frames[table], table)
    assert set(frames["mentions"]["actor_id"]) == set(frames["actors"]["actor_id"])


def test_unknown_actor_has_name_and_kind_and_nothing_else(build):
    (row,) = build("ab")["actors"].to_dict("records")
    assert (row["name_ro"], row["name_en"], row["kind"], row["known"]) == (
        FULL, FULL, "person", False,
    )  # fmt: skip
    assert pd.isna(row["country"])
    assert pd.isna(row["wikidata"])


@pytest.mark.parametrize(
    ("before", "now"),
    [("a", "ab"), ("b", "ab"), ("ab", "abc"), ("ab", "b"), ("abc", "ab"), ("abc", "bca")],
)
def test_run_after_another_gives_what_a_fresh_one_gives(build, before, now):
    """A second bearer of the surname undoes what was joined, and its going joins again."""
    again, fresh = build(now, build(before)), build(now)
    for table in TABLES:
        pd.testing.assert_frame_equal(again[table], fresh[table])


def test_second_bearer_undoes_the_join_in_all_tables(build):
    frames = build("abc", build("ab"))
    assert set(map(frozenset, ids_in(frames, "b").values())) == {frozenset({found_id(BARE)})}


def test_tables_of_the_run_before_are_not_changed(build):
    before = build("ab")
    copies = {table: frame.copy(deep=True) for table, frame in before.items()}
    build("abc", before)
    for table, frame in copies.items():
        pd.testing.assert_frame_equal(before[table], frame)
