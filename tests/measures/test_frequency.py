import pytest

from presslens.errors import ParameterError
from presslens.measures import cooccurrence, mentions_by_actor, share_of_voice


def test_mentions_are_counted_by_how_the_actor_is_named(run):
    row = mentions_by_actor(run).set_index("actor_id").loc["rusia"]
    assert row[["mentions", "articles", "by_name", "by_metonym", "by_office"]].tolist() == [
        6, 4, 4, 2, 0,
    ]  # fmt: skip
    assert row["share_of_articles"] == pytest.approx(4 / 5)


def test_adjectives_stay_out_of_the_total_and_places_count_for_nobody(run):
    table = mentions_by_actor(run).set_index("actor_id")
    assert table.loc["sua", ["mentions", "articles", "adjectives"]].tolist() == [0, 0, 1]
    assert table["mentions"].sum() == 12
    assert (table["mentions"] == table[["by_name", "by_metonym", "by_office"]].sum(axis=1)).all()


def test_copies_can_be_left_out(run):
    row = mentions_by_actor(run, copies=False).set_index("actor_id").loc["rusia"]
    assert row[["mentions", "articles", "n_articles"]].tolist() == [4, 3, 4]


def test_coreference_counts_with_offices(run):
    row = mentions_by_actor(run).set_index("actor_id").loc["zelenski"]
    assert row[["by_name", "by_office"]].tolist() == [1, 1]


def test_names_follow_the_language(run):
    assert mentions_by_actor(run, language="en")["name"].tolist()[:2] == ["Russia", "Ukraine"]


def test_an_actor_without_a_row_keeps_its_id_as_name(run):
    run.mentions.loc[run.mentions["actor_id"] == "rusia", "actor_id"] = "necunoscut"
    row = mentions_by_actor(run).iloc[0]
    assert row["name"] == "necunoscut"
    assert row[["kind"]].isna().all()


def test_top_and_kinds_keep_what_is_asked(run):
    assert mentions_by_actor(run, top=1)["actor_id"].tolist() == ["rusia"]
    assert mentions_by_actor(run, kinds=["person"])["actor_id"].tolist() == ["zelenski"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"top": 0}, "1 or more"),
        ({"kinds": ["planet"]}, "person, state"),
        ({"kinds": "person"}, "Give a list"),
        ({"language": "de"}, "ro, en"),
    ],
)
def test_an_option_that_is_not_allowed_is_refused_with_what_is(run, options, says):
    with pytest.raises(ParameterError, match=says):
        mentions_by_actor(run, **options)


def test_measures_change_no_table(run):
    before = run.mentions.copy()
    mentions_by_actor(run)
    share_of_voice(run)
    cooccurrence(run)
    assert run.mentions.equals(before)


def test_share_of_voice_is_of_all_actor_mentions_of_the_outlet(run):
    table = share_of_voice(run, top=2).set_index(["group", "actor_id"])
    assert table.loc[("Gazeta", "rusia"), "share"] == pytest.approx(3 / 6)
    assert table.loc[("Tribuna", "ucraina"), "share"] == pytest.approx(2 / 5)
    assert table.loc[("Gazeta", "rusia"), "n_articles"] == 2


def test_articles_without_outlet_make_a_group_of_their_own_at_the_end(run):
    last = share_of_voice(run, top=2).tail(2)
    assert last["group"].isna().all()
    assert last["mentions"].tolist() == [0, 1]


def test_a_day_without_articles_has_a_missing_share_not_zero(run):
    table = share_of_voice(run, by="day", top=1).set_index("group")
    assert table["n_articles"].tolist() == [2, 0, 1, 0, 0, 0, 0, 0, 1, 1]
    assert table["share"].isna().tolist() == [n == 0 for n in table["n_articles"]]


def test_a_day_is_counted_in_the_zone_of_publication(run):
    """23:30 in Bucharest is still that day; 00:10 is already the next."""
    days = share_of_voice(run, by="day", top=1)["group"].dropna()
    assert [str(d.date()) for d in (days.min(), days.max())] == ["2025-11-24", "2025-12-02"]


def test_weeks_are_named_by_their_monday(run):
    weeks = share_of_voice(run, by="week", top=1)["group"].dropna()
    assert [str(w.date()) for w in weeks] == ["2025-11-24", "2025-12-01"]


def test_cooccurrence_counts_sentences_with_both(run):
    table = cooccurrence(run)
    assert table[["actor_a", "actor_b", "n", "n_a", "n_b"]].values.tolist() == [
        ["rusia", "ucraina", 3, 6, 4]
    ]
    assert table["jaccard"].tolist() == pytest.approx([3 / 7])


def test_cooccurrence_can_count_articles_and_leave_out_copies(run):
    table = cooccurrence(run, unit="article", minimum=1, copies=False)
    assert dict(zip(table["actor_b"], table["n"], strict=True)) == {"ucraina": 2, "zelenski": 1}


def test_cooccurrence_refuses_another_unit(run):
    with pytest.raises(ParameterError, match="sentence, article"):
        cooccurrence(run, unit="page")
