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


@pytest.mark.parametrize(
    ("plot", "look"),
    [
        (plots.sentiment_intervals, lambda ax: style.NEGATIVE in {x.get_color() for x in ax.lines}),
        (plots.sentiment_heat, lambda ax: "bold" in weights(ax).values()),
        (plots.sentiment_timeline, lambda ax: style.NEGATIVE in {c for _, c in intervals(ax)}),
    ],
)
def test_an_interval_that_touches_zero_is_not_set_off(plot, look, cells, weeks):
    table = weeks if plot is plots.sentiment_timeline else cells
    assert look(plot(table))
    assert not look(plot(table.assign(high=table["high"].clip(lower=-0.001))))


def test_without_any_interval_the_note_says_why(sentiments):
    texts = " ".join(written(plots.sentiment_intervals(sentiments.iloc[1:])))
    assert "prea puține relatări (sub 5)" in texts
    assert "interval de 95%" not in texts


def test_a_stack_has_the_unclear_between_negative_and_positive(sentiments):
    ax = plots.sentiment_stack(sentiments.head(1))
    assert [round(bar.get_width(), 3) for bar in ax.patches] == [0.375, 0.075, 0.15, 0.15, 0.25]
    legend = [t.get_text() for t in ax.get_legend().get_texts()]
    assert legend == ["negativ", "neclar", "neutru", "pozitiv", "neevaluat"]
    assert "Rusia 38%, 8%, 15%, 15%, 25% (40 de mențiuni)" in plots.alt_text(ax)
    assert any("ce a răspuns modelul" in text for text in written(ax))


def test_a_part_that_nobody_has_is_not_in_the_key(sentiments):
    ax = plots.sentiment_stack(sentiments.iloc[1:2])
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["neutru"]


@pytest.mark.parametrize(
    ("corrected", "said"),
    [
        ([True, True], "corectat după eroarea cunoscută a modelului"),
        ([True, False], "corectat unde eroarea modelului este cunoscută"),
        ([False, False], "necorectat: eroarea modelului nu este cunoscută"),
    ],
)
def test_it_is_said_whether_means_are_corrected(sentiments, corrected, said):
    table = pd.concat([sentiments.head(1)] * 2).assign(corrected=corrected)
    few = sentiments.iloc[1:2].assign(corrected=not corrected[0])
    table = pd.concat([table, few], ignore_index=True)
    footer = " ".join(written(plots.sentiment_intervals(table))).replace("\n", " ")
    assert f"; {said};" in footer
    assert ("pentru un interval, medie necorectată" in footer) == corrected[0]


def test_the_tone_of_outlets_is_never_corrected(outlets):
    assert "corect" not in " ".join(written(plots.tone_of_outlets(outlets)))


def weights(ax):
    """Text → weight of the font, of what is written in the cells."""
    return {t.get_text(): t.get_fontweight() for t in ax.texts}


def test_a_cell_has_mean_and_n_and_is_bold_only_where_zero_is_left_out(cells):
    ax = plots.sentiment_heat(cells)
    assert weights(ax) == {
        "−0,25": "bold", "n = 30": "normal", "+0,12": "normal", "n = 20": "normal",
        "+0,05": "normal", "n = 3": "normal", "–": "normal",
    }  # fmt: skip
    assert [t.get_text() for t in ax.get_xticklabels()] == ["Gazeta", "Tribuna", "fără publicație"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Rusia", "ONU"]


def test_a_cell_without_an_interval_is_grey_and_has_no_colour(cells):
    ax = plots.sentiment_heat(cells)
    (mesh,) = ax.collections
    assert mesh.get_array().mask.tolist() == [[False, False, True], [True, True, True]]
    colours = {t.get_text(): t.get_color() for t in ax.texts}
    assert colours["−0,25"] == style.INK
    assert colours["+0,05"] == colours["–"] == style.MUTED


def test_zero_has_no_colour_and_both_sides_reach_as_far(cells):
    (mesh,) = plots.sentiment_heat(cells).collections
    assert mesh.norm.vmin == -mesh.norm.vmax
    assert mesh.cmap(mesh.norm(0.0))[:3] == pytest.approx((1, 1, 1), abs=0.01)


def test_only_the_outlets_with_most_mentions_fit(cells):
    many = pd.concat([cells.head(1).assign(outlet=f"Ziarul {n}", n=n) for n in range(1, 21)])
    ax = plots.sentiment_heat(many)
    names = [t.get_text() for t in ax.get_xticklabels()]
    assert names == [f"Ziarul {n}" for n in range(20, 8, -1)]
    assert any("publicații arătate: 12 din 20" in text for text in written(ax))


@pytest.mark.parametrize("plot", [plots.sentiment_heat, plots.sentiment_timeline])
def test_without_any_interval_there_is_one_line(plot, cells, weeks):
    table = cells if plot is plots.sentiment_heat else weeks
    few = table.assign(small_n=True, low=np.nan, high=np.nan)
    assert "prea puține relatări (sub 5)" in plots.alt_text(plot(few))


def intervals(ax):
    """(ends, colour) of the intervals that stand upright."""
    return [
        (sorted(line.get_ydata()), line.get_color())
        for line in ax.lines
        if len(line.get_xdata()) == 2 and line.get_xdata()[0] == line.get_xdata()[1]
    ]


def test_a_strip_has_its_intervals_upright_with_positive_above(weeks):
    found = intervals(plots.sentiment_timeline(weeks))
    assert [colour for _, colour in found] == [style.NEGATIVE, style.INK]
    (negative_top, negative_low), (positive_top, _) = (ends for ends, _ in found)
    assert 0 < negative_top < negative_low  # rows go down: below the zero line of the first strip
    assert positive_top < 0


def test_a_period_without_a_mention_is_a_gap(weeks):
    ax = plots.sentiment_timeline(weeks)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(dots) == 6
    assert sum(dot.get_markerfacecolor() == style.PAPER for dot in dots) == 4


def test_each_actor_has_its_strip_and_those_with_few_stories_are_grey(weeks):
    labels = plots.sentiment_timeline(weeks).get_yticklabels()
    told = [(label.get_text(), label.get_color()) for label in labels]
    assert told == [("Rusia", style.INK), ("ONU", style.MUTED)]


def test_a_time_axis_names_only_days_on_which_a_period_begins(weeks):
    ax = plots.sentiment_timeline(weeks, language="en")
    dates = [t.get_text().replace("\n", " ") for t in ax.get_xticklabels()]
    assert dates == ["3 Nov 2025", "10 Nov", "17 Nov", "24 Nov"]


def test_all_together_make_one_strip_without_a_name(weeks):
    together = weeks.head(4).drop(columns=["actor_id", "name"])
    ax = plots.sentiment_timeline(together)
    assert [t.get_text() for t in ax.get_yticklabels()] == [""]
    assert len(intervals(ax)) == 2


def test_one_period_shows_no_change(weeks):
    ax = plots.sentiment_timeline(weeks.head(1))
    assert "aceeași perioadă" in plots.alt_text(ax)


def test_the_lowest_and_the_highest_period_are_told(weeks):
    told = plots.alt_text(plots.sentiment_timeline(weeks))
    assert "Rusia de la −0,25 (3 nov. 2025) la +0,12 (10 nov. 2025); 53 de mențiuni" in told
    assert "ONU fără intervale; 9 mențiuni" in told


def test_more_strips_than_fit_are_said(weeks):
    many = [weeks.assign(actor_id=weeks["actor_id"] + str(n)) for n in range(8)]
    ax = plots.sentiment_timeline(pd.concat(many))
    assert len(ax.get_yticklabels()) == 10
    assert any("arătate: 10 din 16" in text for text in written(ax))


def test_stacks_reach_one_with_not_scored_as_a_part(sentiments):
    ax = plots.sentiment_stack(sentiments)
    ends = pd.Series([round(b.get_x() + b.get_width(), 6) for b in ax.patches])
    rows = pd.Series([round(b.get_y(), 3) for b in ax.patches])
    assert ends.groupby(rows).max().tolist() == [1, 1, 1]
    assert "neevaluat" in written(ax)


def test_voices_are_named(sentiments):
    table = sentiments.head(2).assign(voice=["outlet", "speaker"], name="Ministerul " * 5)
    names = [t.get_text() for t in plots.sentiment_intervals(table).get_yticklabels()]
    assert names[0].endswith(": publicația")
    assert names[1].endswith(": cei citați")
    assert "Ce spun publicațiile și ce spun cei citați" in written(plots.sentiment_intervals(table))


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
