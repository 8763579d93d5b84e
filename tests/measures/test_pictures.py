"""Each measure has its plot: the tables of one are what the other reads."""

import pandas as pd
import pytest

from presslens import measures, plots

PAIRS = [
    (plots.bar_mentions, measures.mentions_by_actor, {}),
    (plots.sentiment_intervals, measures.sentiment_by_actor, {}),
    (plots.sentiment_intervals, measures.sentiment_by_outlet, {"actor": "Rusia"}),
    (plots.sentiment_intervals, measures.sentiment_by_voice, {}),
    (plots.sentiment_heat, measures.sentiment_by_actor_and_outlet, {}),
    (plots.sentiment_timeline, measures.sentiment_over_time, {}),
    (plots.sentiment_timeline, measures.sentiment_over_time, {"top": 3, "freq": "D"}),
    (plots.sentiment_timeline, measures.sentiment_over_time, {"actor": "Rusia"}),
    (plots.sentiment_stack, measures.sentiment_by_actor, {}),
    (plots.tone_of_outlets, measures.tone_of_outlets, {}),
    (plots.share_of_voice, measures.share_of_voice, {}),
    (plots.share_of_voice, measures.share_of_voice, {"by": "day"}),
    (plots.cooccurrence, measures.cooccurrence, {"minimum": 1}),
    (plots.articles_timeline, measures.articles_by_day, {}),
    (plots.articles_timeline, measures.articles_by_day, {"by_outlet": True}),
    (plots.events_timeline, measures.dated_events, {}),
    (plots.events_timeline, measures.agenda, {}),
    (plots.speakers, measures.speakers, {}),
    (plots.speakers_by_outlet, measures.speakers_by_outlet, {}),
    (plots.words_by_voice, measures.words_by_voice, {}),
    (plots.implied_by_outlet, measures.implied_by_outlet, {}),
    (plots.sources_by_outlet, measures.sources_by_outlet, {}),
    (plots.stance_heat, measures.stance_matrix, {}),
]
INTERVALS = (
    plots.sentiment_intervals, plots.sentiment_heat, plots.sentiment_timeline,
    plots.tone_of_outlets, plots.stance_heat,
)  # fmt: skip


@pytest.mark.parametrize(("plot", "measure", "options"), PAIRS)
def test_a_plot_draws_what_its_measure_gives(run, plot, measure, options):
    table = measure(run, **options)
    shown = plots.show(plot(table), evidence=measures.evidence(run))
    if plot in INTERVALS and table["small_n"].all():
        assert "prea puține relatări" in shown.plain
    else:
        assert "n = " in shown.html


@pytest.mark.parametrize(("plot", "measure", "options"), PAIRS)
def test_a_run_without_articles_gives_an_honest_line(run, plot, measure, options):
    if "actor" in options:
        pytest.skip("there is no such actor")
    for name, table in vars(run).items():
        if isinstance(table, pd.DataFrame):
            setattr(run, name, table.iloc[:0])
    assert not plot(measure(run, **options)).axison


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("name", [n for n in measures.__all__ if n != "Tables"])
def test_every_column_of_a_measure_has_a_heading(run, name, language):
    from presslens.plots.labels import labels

    takes_a_table = [measures.stance_matrix(run)] if name == "stance_quotes" else []
    table = getattr(measures, name)(run, *takes_a_table)
    hidden = {"small_n", "start", "end", "actor_ids", "actor_a", "actor_b"}
    shown = [c for c in table if c not in hidden and not c.endswith("_id")]
    assert set(shown) <= set(labels(language)["columns"])
    plots.table(table, language=language)


def test_every_item_of_coverage_has_words(run):
    from presslens.plots.labels import labels

    items = set(measures.coverage(run)["item"])
    assert items <= set(labels("ro")["values"])
