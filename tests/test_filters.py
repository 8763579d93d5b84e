import datetime as dt

import pytest

from presslens.errors import ParameterError
from presslens.filters import Selection
from presslens.run import open_run


@pytest.fixture
def opened(analysed):
    return lambda **chosen: open_run(analysed.folder, **chosen)


def days(run):
    return sorted(run.articles["published"].dt.strftime("%m-%d"))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-11-27", None, ["11-27", "11-28", "11-29"]),
        (None, "2025-11-27", ["11-26", "11-27"]),
        ("2025-11-27", "2025-11-28", ["11-27", "11-28"]),
        ("2025-11-28", "2025-11-28", ["11-28"]),
        (dt.date(2025, 11, 28), dt.datetime(2025, 11, 28, 23, 59), ["11-28"]),
        ("0001-01-01", "9999-12-31", ["11-26", "11-27", "11-28", "11-29"]),
        ("", None, ["11-26", "11-27", "11-28", "11-29"]),
    ],
)
def test_period_includes_both_its_days(opened, since, until, expected):
    assert days(opened(since=since, until=until)) == expected


@pytest.mark.parametrize("value", ["26.11.2025", "2025-11-31", "yesterday", 20251126.5, "2025"])
def test_what_is_no_day_is_refused(opened, value):
    with pytest.raises(ParameterError, match="YYYY-MM-DD"):
        opened(since=value)


def test_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ParameterError, match="swap"):
        Selection.parse("2025-11-28", "2025-11-27", None, None)


def test_period_without_an_article_says_which_there_are(opened):
    with pytest.raises(ParameterError, match="from 2025-11-26 to 2025-11-29"):
        opened(since="2026-01-01")


@pytest.mark.parametrize("outlets", [["gazette"], "gazette", ("gazette",), " gazette , "])
def test_outlets_keep_only_their_rows_in_every_table(opened, outlets):
    run = opened(outlets=outlets)
    assert set(run.articles["outlet"]) == {"gazette"}
    ids = set(run.articles["article_id"])
    for table in ("sentences", "mentions", "quotes", "sources", "events", "checks"):
        assert set(getattr(run, table)["article_id"]) <= ids
    assert set(run.sentiments["mention_id"]) <= set(run.mentions["mention_id"])
    assert set(run.actors["actor_id"]) == set(run.mentions["actor_id"].dropna())


def test_outlet_that_does_not_occur_is_refused_with_the_nearest(opened):
    with pytest.raises(ParameterError, match=r"'gazete'.*'gazette'"):
        opened(outlets=["gazete"])


@pytest.mark.parametrize("name", ["rusia", "Rusia", "RUSIA", "Russia"])
def test_actor_is_chosen_by_id_or_by_either_name(opened, name):
    run = opened(actors=[name])
    assert set(run.mentions["actor_id"]) == {"rusia"}
    assert list(run.actors["actor_id"]) == ["rusia"]
    assert set(run.sentiments["mention_id"]) <= set(run.mentions["mention_id"])
    assert len(run.articles) == 4


@pytest.mark.parametrize("name", ["Volodimir Zelensky", "Rusja", "nobody at all"])
def test_actor_that_does_not_occur_is_refused_with_the_nearest(opened, name):
    with pytest.raises(ParameterError, match=r"does not occur; the nearest that do: '"):
        opened(actors=[name])


def test_filters_combine(opened):
    run = opened(since="2025-11-28", actors=["rusia"])
    assert set(run.mentions["text"]) == {"Moscow"}


def test_nothing_chosen_is_everything(opened, analysed):
    run = opened(outlets=[], actors="")
    assert len(run.mentions) == len(analysed.mentions)
