"""What holds for every plot: words, numbers, hostile text, nothing left behind."""

import gc
import weakref

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from presslens import plots
from presslens.errors import ParameterError
from presslens.plots.show import svg

HOSTILE = [
    "$x$ și $y$ la 100%",
    "<script>alert(1)</script>",
    "\u202eevil\u202c\x07\x1b[31m",
    "中文名字 и кириллица",
    "שלום עולם العربية",
    "a\\frac{1}{2}$ _^{}",
    "nume " * 60,
    "e\u0301" * 30,
    "",
]
PLOTS = {
    "bar_mentions": ("mentions", "name"),
    "sentiment_intervals": ("sentiments", "name"),
    "sentiment_stack": ("sentiments", "name"),
    "sentiment_heat": ("cells", "name"),
    "sentiment_timeline": ("weeks", "name"),
    "tone_of_outlets": ("outlets", "outlet"),
    "share_of_voice": ("voice", "name"),
    "cooccurrence": ("pairs", "name_b"),
    "articles_timeline": ("published", None),
    "events_timeline": ("events", "trigger"),
    "speakers": ("speakers", "name"),
}


@pytest.fixture(params=PLOTS)
def drawn(request):
    """A plot function, a table for it, and the column with names from articles."""
    fixture, column = PLOTS[request.param]
    return getattr(plots, request.param), request.getfixturevalue(fixture), column


def written(ax):
    return [t.get_text() for t in ax.get_figure().findobj(Text) if t.get_text()]


@pytest.mark.parametrize("language", ["ro", "en"])
def test_a_plot_returns_axes_with_title_source_and_alt_text(drawn, language):
    plot, table, _ = drawn
    ax = plot(table, language=language, title="Un titlu", source="12 articole")
    assert isinstance(ax, Axes)
    assert "Un titlu" in written(ax)
    source = {"ro": "Sursa: 12 articole", "en": "Source: 12 articole"}[language]
    assert any(source in text and "n = " in text for text in written(ax))
    assert any(c.isdigit() for c in plots.alt_text(ax))


def test_the_languages_differ(drawn):
    plot, table, _ = drawn
    ro, en = plot(table, language="ro"), plot(table, language="en")
    assert plots.alt_text(ro) != plots.alt_text(en)
    assert written(ro) != written(en)


def test_another_language_is_refused(drawn):
    plot, table, _ = drawn
    with pytest.raises(ParameterError, match="ro, en"):
        plot(table, language="de")


def test_an_empty_table_gives_one_honest_line(drawn):
    plot, table, _ = drawn
    ax = plot(table.head(0), language="ro")
    assert "prea puține date: n = 0" in written(ax)
    assert "n = 0" in plots.alt_text(ax)
    assert not ax.axison


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_drawn_as_text(drawn, hostile):
    plot, table, column = drawn
    if column is None:
        pytest.skip("shows no name from an article")
    table = table.assign(**{column: [hostile] * len(table)})
    ax = plot(table, title=hostile, source=hostile)
    html = plots.show(ax).html
    assert "<script>" not in html
    assert not any(c in plots.alt_text(ax) for c in "\u202e\x07\x1b")


def test_a_plot_draws_where_it_is_told_and_leaves_the_style_alone(drawn):
    plot, table, _ = drawn
    mpl.get_backend()  # matplotlib chooses it when it is first asked for
    before = mpl.rcParams.copy()
    ax = Figure().add_subplot()
    assert plot(table, ax=ax, title="Aici") is ax
    assert ax.get_title(loc="left") == "Aici"
    svg(ax)
    assert mpl.rcParams == before


def test_a_plot_changes_no_table(drawn):
    plot, table, _ = drawn
    before = table.copy(deep=True)
    plot(table)
    pd.testing.assert_frame_equal(table, before)


def test_the_same_table_gives_the_same_bytes(drawn):
    plot, table, _ = drawn
    assert svg(plot(table)) == svg(plot(table))


def test_a_picture_is_not_held_after_use(drawn):
    plot, table, _ = drawn
    import matplotlib.pyplot as plt

    held = weakref.ref(plot(table))
    gc.collect()
    assert held() is None
    assert plt.get_fignums() == []


def test_user_settings_do_not_change_the_picture(mentions):
    expected = svg(plots.bar_mentions(mentions))
    with mpl.rc_context({"font.family": "serif", "axes.facecolor": "red"}):
        assert svg(plots.bar_mentions(mentions)) == expected
