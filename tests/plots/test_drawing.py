"""What single plots draw."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from presslens import plots
from presslens.plots import style


def written(ax):
    return [t.get_text() for t in ax.get_figure().findobj(Text) if t.get_text()]


def test_bars_add_up_to_the_mentions_and_are_labelled(mentions):
    ax = plots.bar_mentions(mentions)
    widths = pd.Series([bar.get_width() for bar in ax.patches])
    assert widths.sum() == 1043
    assert {"1.041", "2"} <= set(written(ax))


def test_actors_without_mentions_get_no_bar(mentions):
    ax = plots.bar_mentions(mentions.assign(mentions=[5, 0], by_name=[5, 0], by_metonym=0))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Rusia"]


def test_more_rows_than_fit_are_said(mentions):
    table = pd.concat([mentions.head(1)] * 45, ignore_index=True)
    ax = plots.bar_mentions(table)
    assert len(ax.get_yticklabels()) == style.MAX_ROWS
    assert any("arătate: 30 din 45" in text for text in written(ax))


def test_intervals_are_drawn_only_where_they_are_known(sentiments):
    ax = plots.sentiment_intervals(sentiments)
    lines = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 2]
    assert [list(line.get_xdata()) for line in lines] == [[-0.4, -0.1]]
    assert {"n = 30", "n = 3"} <= set(written(ax))
    assert "n = 0" not in written(ax)


def test_an_interval_around_zero_has_no_colour_of_its_own(sentiments):
    crossing = sentiments.head(1).assign(high=0.1)
    colours = {line.get_color() for line in plots.sentiment_intervals(crossing).lines}
    assert style.INK in colours
    assert style.NEGATIVE not in colours


def test_without_any_interval_the_note_says_why(sentiments):
    texts = " ".join(written(plots.sentiment_intervals(sentiments.iloc[1:])))
    assert "prea puține relatări (sub 5)" in texts
    assert "interval de 95%" not in texts


def test_stacks_reach_one_with_not_scored_as_a_part(sentiments):
    ax = plots.sentiment_stack(sentiments)
    ends = pd.Series([round(b.get_x() + b.get_width(), 6) for b in ax.patches])
    rows = pd.Series([round(b.get_y(), 3) for b in ax.patches])
    assert ends.groupby(rows).max().tolist() == [1, 1, 1]
    assert "neevaluat" in written(ax)


def test_voices_are_named(sentiments):
    table = sentiments.head(2).assign(voice=["own", "quoted"], name="Ministerul " * 5)
    names = [t.get_text() for t in plots.sentiment_intervals(table).get_yticklabels()]
    assert names[0].endswith(": vocea publicației")
    assert names[1].endswith(": voci citate")


def test_an_outlet_without_name_is_called_so(outlets):
    names = [t.get_text() for t in plots.tone_of_outlets(outlets).get_yticklabels()]
    assert names == ["Gazeta", "fără publicație"]


def test_a_missing_share_is_a_dash_and_zero_is_zero(voice):
    texts = written(plots.share_of_voice(voice))
    assert texts.count("–") == 2
    assert "0%" in texts
    assert "60%" in texts


def test_groups_without_name_are_called_so(voice):
    outlets = voice.assign(group=pd.Series(["Gazeta", "Gazeta", np.nan, np.nan], dtype="str"))
    assert any("fără publicație" in text for text in written(plots.share_of_voice(outlets)))


def test_pairs_stand_once_below_the_diagonal(pairs):
    texts = written(plots.cooccurrence(pairs))
    assert texts.count("7") == 1
    assert texts.count("4") == 1


def test_a_day_without_articles_is_a_gap(published):
    ax = plots.articles_timeline(published)
    assert [bar.get_height() for bar in ax.patches] == [2, 5, 1]
    assert any("în plus, 3 fără dată" in text for text in written(ax))


@pytest.mark.parametrize(
    ("days", "unit"), [(90, "pe zi"), (400, "pe săptămână"), (2000, "pe lună")]
)
def test_a_long_time_is_shown_in_longer_periods(days, unit):
    table = pd.DataFrame(
        {"day": pd.date_range("2019-01-01", periods=days), "articles": 1, "n_undated": 0}
    )
    ax = plots.articles_timeline(table)
    assert f"Articole publicate {unit}" in written(ax)
    assert sum(bar.get_height() for bar in ax.patches) == days


def test_outlets_beyond_the_colours_are_joined(published):
    table = pd.concat([published.assign(outlet=f"Ziarul {n}") for n in range(9)])
    ax = plots.articles_timeline(table)
    assert "alte publicații" in written(ax)
    assert sum(bar.get_height() for bar in ax.patches) == 9 * 8


def test_events_told_alike_are_one_line_and_far_ones_are_counted(events):
    ax = plots.events_timeline(events)
    texts = written(ax)
    assert "vizita: Steve Witkoff ×2" in texts
    assert "joi: Rusia" in texts
    assert "1–7 dec. 2025" in texts
    footer = next(text for text in texts if "n = " in text)
    assert "în afara perioadei arătate: 1" in footer
    assert "în plus, 1 fără dată" in footer


def test_events_without_any_published_day_are_all_drawn(events):
    table = events.assign(published=events["published"].where(events["published"].isna()))
    assert any("1918" in text for text in written(plots.events_timeline(table)))


def test_many_events_have_a_line_each_and_the_rest_is_said(events):
    table = pd.concat([events.head(1)] * 40, ignore_index=True)
    table = table.assign(
        event_id=[str(n) for n in range(40)], trigger=[f"vizita {n}" for n in range(40)]
    )
    ax = plots.events_timeline(table)
    assert len(ax.get_yticks()) == len(set(ax.get_yticks())) == 16
    assert any("arătate: 14 din 40" in text for text in written(ax))


def test_names_do_not_overlap(events):
    ax = plots.events_timeline(events)
    ax.get_figure().canvas.draw()
    boxes = [t.get_window_extent() for t in ax.get_yticklabels()]
    assert all(not a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
