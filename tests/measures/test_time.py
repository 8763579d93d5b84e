import pandas as pd
import pytest

from presslens.errors import ParameterError
from presslens.measures import agenda, articles_by_day, dated_events


def test_articles_by_day_counts_every_day_between_first_and_last(run):
    table = articles_by_day(run)
    assert table["articles"].tolist() == [2, 0, 1, 0, 0, 0, 0, 0, 1]
    assert (table["n_undated"] == 1).all()


def test_articles_by_day_without_copies(run):
    assert articles_by_day(run, copies=False)["articles"].sum() == 3


def test_articles_by_day_can_count_each_outlet(run):
    table = articles_by_day(run, by_outlet=True)
    assert table.groupby("outlet")["articles"].sum().to_dict() == {"Gazeta": 2, "Tribuna": 2}
    assert len(table) == 18


def test_undated_articles_stand_on_no_day(run):
    run.articles = run.articles[run.articles["published"].isna()]
    assert articles_by_day(run).empty
    assert articles_by_day(run, by_outlet=True).empty


def test_dated_events_have_sentence_words_and_names_and_begin_with_the_earliest(run):
    table = dated_events(run)
    assert table["event_id"].tolist() == ["e2", "e1", "e3"]
    coming = table.iloc[1]
    assert coming["words"] == "luna viitoare"
    assert coming["sentence"] == "Kremlinul tace; vizita la Moscova e luna viitoare."
    assert coming["actors"] == ["Rusia"]
    assert coming["outlet"] == "Gazeta"


def test_dated_events_keep_unknown_actors_by_id_and_missing_ones_as_none(run):
    table = dated_events(run, language="en")
    assert table["actors"].tolist() == [["Volodymyr Zelenskyy", "nobody"], ["Russia"], []]


def test_dated_events_keep_the_direction_asked_for(run):
    assert dated_events(run, direction="past")["event_id"].tolist() == ["e2"]
    with pytest.raises(ParameterError, match="past, present, future"):
        dated_events(run, direction="never")


def test_agenda_holds_what_can_still_happen_after_the_last_article(run):
    """The event of December lasts beyond 2 December, the day of the last article."""
    assert agenda(run)["event_id"].tolist() == ["e1"]
    run.events.loc[0, "latest"] = pd.Timestamp("2025-12-02")
    assert agenda(run).empty


def test_agenda_without_a_dated_article_is_empty(run):
    run.articles["published"] = run.articles["published"].where(run.articles["published"].isna())
    assert agenda(run).empty
