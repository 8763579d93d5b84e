"""Calendar arithmetic: ISO 8601 / TIMEX3 values with their grain, and the days they span."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple


class Value(NamedTuple):
    """A TIMEX3 type and value, and the first and last day it can mean."""

    timex_type: str
    value: str
    earliest: dt.date
    latest: dt.date


def day_value(day: dt.date, part: str = "") -> Value:
    """A day, or a part of it (``TEV`` for the evening), as type DATE or TIME."""
    return Value("TIME" if part else "DATE", day.isoformat() + part, day, day)


def week_value(day: dt.date) -> Value:
    """The ISO week of ``day``, Monday to Sunday."""
    year, week, _ = day.isocalendar()
    monday = day - dt.timedelta(days=day.weekday())
    return Value("DATE", f"{year:04d}-W{week:02d}", monday, monday + dt.timedelta(days=6))


def weekend_value(day: dt.date) -> Value:
    """Saturday and Sunday of the ISO week of ``day``."""
    week = week_value(day)
    return Value("DATE", f"{week.value}-WE", week.earliest + dt.timedelta(days=5), week.latest)


def month_value(year: int, month: int) -> Value:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = dt.date(year, month, 1), dt.date(year, month, last)
    return Value("DATE", f"{year:04d}-{month:02d}", first_day, last_day)


def year_value(year: int) -> Value:
    """A calendar year."""
    return Value("DATE", f"{year:04d}", dt.date(year, 1, 1), dt.date(year, 12, 31))


def interval_value(first: dt.date, last: dt.date) -> Value:
    """From one day to another, both included."""
    return Value("DATE", f"{first.isoformat()}/{last.isoformat()}", first, last)


def shifted(unit: str, count: int, anchor: dt.date) -> Value:
    """The ``unit`` (day, week, weekend, month, year) that lies ``count`` of it from ``anchor``.

    Raises:
        OverflowError, ValueError: It lies outside the years 1 to 9999.
    """
    if unit == "day":
        return day_value(anchor + dt.timedelta(days=count))
    if unit == "week":
        return week_value(anchor + dt.timedelta(weeks=count))
    if unit == "weekend":
        return weekend_value(anchor + dt.timedelta(weeks=count))
    if unit == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
        return month_value(year, month + 1)
    return year_value(anchor.year + count)


def nearest_year(month: int, day: int, anchor: dt.date) -> dt.date | None:
    """The ``day`` of ``month`` nearest to ``anchor``; ``None`` if no year around has it."""
    found = []
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:  # 29 February, or outside the calendar
            continue
    return min(found, key=lambda d: abs((d - anchor).days), default=None)
