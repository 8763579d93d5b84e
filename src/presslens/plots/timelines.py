"""Pictures on a time axis: articles published, and events as they happened or will."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from presslens.measures.tables import mondays
from presslens.plots import style
from presslens.plots.clean import drawable
from presslens.plots.describe import listed
from presslens.plots.labels import count, day, days, month, number, text
from presslens.plots.time_axis import date2num, time_axis

MAX_EVENTS: Final = 14
_WINDOW: Final = pd.Timedelta(days=45)
"""How far events may lie from the days of publication to be drawn."""
_LABEL_LENGTH: Final = 46
_LABELLED_BARS: Final = 31


def articles_timeline(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Articles by day of publication; by week or month where days are too many to see.

    Args:
        table: From `presslens.measures.articles_by_day`, of all outlets together or each apart.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. A day without articles is a gap.
    """
    with style.styled():
        if table.empty or not table["articles"].sum():
            title = title or text("articles_title", language)
            return style.empty(ax, title=title, source=source, language=language)
        unit, counts = _binned(table, language)
        per = text(f"per_{unit}", language)
        title = title or f"{text('articles_title', language)} {per}"
        ax = style.axes(ax, height=2.8)
        _draw_bars(ax, counts, unit)
        time_axis(ax, counts.index.min(), counts.index.max(), language)
        total = counts.sum(axis=1)
        top = pd.Timestamp(total.idxmax())  # type: ignore[arg-type]
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        _label_bars(ax, total, _period_name(top, unit, language), language)
        ax.margins(x=0.06, y=0.15)
        n = count(int(total.sum()), "article", language)
        undated = int(table["n_undated"].max())
        notes = [text("n", language, n=n)]
        if undated:
            notes.append(text("undated_note", language, n=number(undated, language)))
        alt = text(
            "alt_articles", language, first=day(table["day"].min(), language),
            last=day(table["day"].max(), language), total=n,
            most=number(total.max(), language), peak=_period_name(top, unit, language),
        )  # fmt: skip
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _period_name(start: pd.Timestamp, unit: str, language: str) -> str:
    if unit == "month":
        return month(start, language)
    return days(start, start + pd.Timedelta(days=6 if unit == "week" else 0), language)


def _binned(table: pd.DataFrame, language: str) -> tuple[str, pd.DataFrame]:
    """The unit, and counts with one row a period and one column an outlet (or "")."""
    span = (table["day"].max() - table["day"].min()).days
    unit = "day" if span <= 92 else "week" if span <= 730 else "month"
    series = table["outlet"].fillna(text("no_outlet", language)) if "outlet" in table else ""
    series = _largest(table.assign(series=series), language)
    start = table["day"]
    if unit == "week":
        start = mondays(start)
    elif unit == "month":
        start = start.dt.to_period("M").dt.start_time
    grouped = table.assign(start=start, series=series).groupby(["start", "series"])["articles"]
    counts = grouped.sum().unstack(fill_value=0)
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    return unit, counts[order]


def _largest(table: pd.DataFrame, language: str) -> pd.Series[str]:
    """The series, with the smallest ones joined where there are more than there are colours."""
    sizes = table.groupby("series")["articles"].sum().sort_values(ascending=False, kind="stable")
    if len(sizes) <= len(style.SERIES):
        return table["series"]
    kept = sizes.index[: len(style.SERIES) - 1]
    return table["series"].where(table["series"].isin(kept), text("others", language))


def _draw_bars(ax: Axes, counts: pd.DataFrame, unit: str) -> None:
    width = {"day": 0.8, "week": 5.6, "month": 24.0}[unit]
    bottom = pd.Series(0, index=counts.index)
    for at, series in enumerate(counts):
        rows = counts[series] > 0
        ax.bar(
            date2num(counts.index[rows]), counts[series][rows], bottom=bottom[rows],
            width=width, color=style.SERIES[at], label=drawable(series, limit=24) or None,
        )  # fmt: skip
        bottom = bottom + counts[series]
    if len(counts.columns) > 1:
        style.key(ax, columns=min(4, len(counts.columns)))


def _label_bars(ax: Axes, total: pd.Series[int], peak: str, language: str) -> None:
    """The number over each bar, or only over the highest, with its date, where bars are many."""
    many = int((total > 0).sum()) > _LABELLED_BARS
    shown = total[total == total.max()].head(1) if many else total[total > 0]
    for start, value in shown.items():
        label = number(value, language)
        ax.annotate(
            f"{label} ({peak})" if many else label, (date2num(start), value), (0, 3),
            textcoords="offset points", ha="center", fontsize=8,
        )  # fmt: skip


def events_timeline(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "ro",
    title: str | None = None,
    source: str | None = None,
) -> Axes:
    """Two strips on one axis: when articles were published, and when events happen.

    Args:
        table: From `presslens.measures.dated_events` or `agenda`.
        ax: Where to draw; a new figure if ``None``.
        language: Language of the labels.
        title: In place of the usual one.
        source: Where the articles come from, for the footer.

    Returns:
        The axes. Each event has its line and label; events told alike are one, with "×2". At most
        fourteen are drawn, those told most often; the footer says how many are not.
    """
    title = title or text("events_title", language)
    dated = table[table["earliest"].notna() | table["latest"].notna()]
    with style.styled():
        if dated.empty:
            return style.empty(ax, title=title, source=source, language=language)
        published = table.drop_duplicates("article_id")["published"].dropna()
        published = published.dt.tz_localize(None).dt.normalize()
        events, outside = _within(_alike(dated), published)
        cut = text("shown_note", language, shown=MAX_EVENTS, total=number(len(events), language))
        cut = cut if len(events) > MAX_EVENTS else ""
        shown = _foremost(events, published)
        ax = style.axes(ax, rows=len(shown) + 3)
        _draw_published(ax, published)
        _draw_events(ax, shown, language)
        style.key(ax, columns=2)
        _strips(ax, shown, published, language)
        n = count(int(dated["event_id"].nunique()), "event", language)
        notes = [text("n", language, n=n), cut]
        if outside:
            notes.append(text("outside_note", language, n=number(outside, language)))
        if undated := len(table) - len(dated):
            notes.append(text("undated_note", language, n=number(undated, language)))
        items = [
            f"{days(a, b, language)} {what}"
            for a, b, what in zip(shown["earliest"], shown["latest"], shown["what"], strict=True)
        ]
        articles = count(table["article_id"].nunique(), "article", language)
        alt = text(
            "alt_events", language, articles=articles, events=n, items=listed(items, language)
        )
        return style.finish(ax, title=title, alt=alt, notes=notes, source=source, language=language)


def _alike(events: pd.DataFrame) -> pd.DataFrame:
    """Events with the same days and trigger as one: earliest, latest, what, future, named, n.

    ``what`` is the trigger, or else the words of the date, with the two actors named most often;
    ``named`` says that it has a trigger.
    """
    frame = pd.DataFrame(
        {
            "earliest": events["earliest"].fillna(events["latest"]),
            "latest": events["latest"].fillna(events["earliest"]),
            "trigger": events["trigger"].fillna(events["words"]).str.casefold(),
            "future": events["direction"] == "future",
            "named": events["trigger"].notna(),
            "actors": events["actors"],
        }
    )
    keys = ["earliest", "latest", "trigger", "future", "named"]
    actors = frame.groupby(keys)["actors"]
    groups = pd.DataFrame({"n": actors.size(), "who": actors.agg(_most_named)}).reset_index()
    what = groups["trigger"].where(groups["who"] == "", groups["trigger"] + ": " + groups["who"])
    return groups.assign(what=what)


def _most_named(actors: pd.Series) -> str:
    counts = Counter(name for names in actors for name in names)
    return ", ".join(name for name, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:2])


def _foremost(events: pd.DataFrame, published: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """Events that say what, those told most often, those nearest to the last article; by time."""
    last = published.max() if len(published) else events["latest"].max()
    away = (events["earliest"] - last).abs()
    order = events.assign(away=away).sort_values(
        ["named", "n", "away", "earliest", "what"], ascending=[False, False, True, True, True]
    )
    shown = order.head(MAX_EVENTS).drop(columns="away")
    return shown.sort_values(["earliest", "latest", "what"]).reset_index(drop=True)


def _within(events: pd.DataFrame, published: pd.Series[pd.Timestamp]) -> tuple[pd.DataFrame, int]:
    """The events near the days of publication, and how many are not; all if none is near."""
    if published.empty:
        return events, 0
    reach = max(_WINDOW, (published.max() - published.min()) / 2)
    near = (events["latest"] >= published.min() - reach) & (
        events["earliest"] <= published.max() + reach
    )
    near &= (events["latest"] - events["earliest"]) <= 4 * reach
    if not near.any():
        return events, 0
    return events[near], int(events.loc[~near, "n"].sum())


def _draw_published(ax: Axes, published: pd.Series[pd.Timestamp]) -> None:
    """The upper strip: a bar a day, at most one row high."""
    counts = published.value_counts().sort_index()
    heights = 0.9 * counts / counts.max() if len(counts) else counts
    ax.bar(date2num(counts.index), -heights, bottom=0.5, width=0.8, color=style.NEUTRAL)


def _draw_events(ax: Axes, events: pd.DataFrame, language: str) -> None:
    """The lower strip: a line an event, from its first to its last possible day."""
    for at, event in enumerate(events.itertuples(index=False)):
        row = at + 2
        colour = style.FUTURE if event.future else style.PAST
        first, last = date2num(event.earliest), date2num(event.latest)
        if first == last:
            ax.plot(first, row, "o", color=colour, markersize=6)
        else:
            ax.plot([first, last], [row, row], color=colour, linewidth=5, solid_capstyle="butt")
    for label, colour in (("past", style.PAST), ("future", style.FUTURE)):
        ax.plot([], [], "s", color=colour, label=text(label, language))


def _strips(
    ax: Axes, events: pd.DataFrame, published: pd.Series[pd.Timestamp], language: str
) -> None:
    """Names of the strips and events at the left, the dates at the right, the axis below."""
    names = [text("published", language), text("happened", language)]
    for what, n in zip(events["what"], events["n"], strict=True):
        times = f" ×{number(n, language)}" if n > 1 else ""
        names.append(drawable(what, limit=_LABEL_LENGTH - len(times)) + times)
    rows = [0, 1, *range(2, len(names))]
    ax.set_yticks(rows, names)
    for label in ax.get_yticklabels()[:2]:
        label.set_color(style.MUTED)
        label.set_fontweight("bold")
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.spines["left"].set_visible(False)
    ax.axhline(0.5, color=style.FAINT, linewidth=0.8, zorder=0)
    dates = [
        days(a, b, language) for a, b in zip(events["earliest"], events["latest"], strict=True)
    ]
    style.side_notes(ax, ["", "", *dates])
    first = min([events["earliest"].min(), *published[:0], *published.nsmallest(1)])
    last = max([events["latest"].max(), *published.nlargest(1)])
    time_axis(ax, first, last, language, most=4)
    if len(published):
        ax.axvline(date2num(published.max()), color=style.FAINT, linewidth=0.8, zorder=0)
