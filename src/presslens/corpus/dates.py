"""Publication dates as people and machines write them, in Romanian and English, made zone-aware.

Fast ways first (ISO, epoch, ``26.11.2025``, ``26 noiembrie 2025``); dateparser, with all three of
day, month and year required, is the last resort, so that nothing is invented.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import functools
import re
from typing import Final
from zoneinfo import ZoneInfo

from presslens.corpus.limits import EARLIEST_YEAR
from presslens.language.text import comparison_key

_MONTHS: Final = {
    "ianuarie": 1, "ian": 1, "january": 1, "jan": 1, "februarie": 2, "february": 2, "feb": 2,
    "martie": 3, "march": 3, "mar": 3, "aprilie": 4, "april": 4, "apr": 4, "mai": 5, "may": 5,
    "iunie": 6, "june": 6, "iun": 6, "jun": 6, "iulie": 7, "july": 7, "iul": 7, "jul": 7,
    "august": 8, "aug": 8, "septembrie": 9, "september": 9, "sept": 9, "sep": 9, "octombrie": 10,
    "october": 10, "oct": 10, "noiembrie": 11, "november": 11, "noi": 11, "nov": 11,
    "decembrie": 12, "december": 12, "dec": 12,
}  # fmt: skip
_CLOCK: Final = (
    r"(?:(?:\s*[,|\-–]\s*|\s+)(?:ora\s+|la\s+|at\s+)?(?P<H>\d{1,2})[:.](?P<M>\d{2})(?:[:.](?P<S>\d{2}))?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?)?\s*"
)
_NUMERIC: Final = re.compile(rf"(?P<d>\d{{1,2}})([./-])(?P<m>\d{{1,2}})\2(?P<y>\d{{4}}){_CLOCK}")
_WEEKDAY: Final = r"(?:[a-z]{2,10}\.?,?\s+)?"
_DAY_FIRST: Final = re.compile(
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?P<m>[a-z]+)\.?,?[\s-]+(?P<y>\d{{4}}){_CLOCK}"
)
_MONTH_FIRST: Final = re.compile(
    rf"{_WEEKDAY}(?P<m>[a-z]+)\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_CLOCK}"
)
_EPOCH: Final = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}|\d{15,16}")
_NAME_YMD: Final = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d{2})([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
_NAME_DMY: Final = re.compile(
    r"(?<![0-9A-Za-z])(0?[1-9]|[12]\d|3[01])([-_.])(0?[1-9]|1[0-2])\2((?:19|20)\d{2})(?![0-9A-Za-z])"
)
_MAX_CHARS: Final = 100


def parse_date(value: object, *, timezone: str) -> dt.datetime | None:
    """The moment ``value`` means, zone-aware, or None when it can't be told.

    Args:
        value: Text, a number (seconds, milliseconds or microseconds since 1970), a date or time.
        timezone: The zone of values without one. A day without a time is its midnight there.
    """
    if value is None or isinstance(value, bool) or value != value:
        return None
    if isinstance(value, dt.datetime):
        return _aware(_plain(value), timezone)
    if isinstance(value, dt.date):
        return _aware(dt.datetime.combine(value, dt.time()), timezone)
    if isinstance(value, int | float):
        value = str(int(value)) if abs(value) < 1e17 else ""
    return _parse_text(str(value)[: _MAX_CHARS + 1].strip(), timezone)


def missing_date(value: object) -> bool:
    """Whether ``value`` says nothing (as against a date that can't be read)."""
    return value is None or value != value or str(value).strip().lower() in _NOTHING


_NOTHING: Final = frozenset({"", "nan", "nat", "none", "null", "n/a", "na", "-", "0"})


def impossible(moment: dt.datetime, today: dt.date) -> str | None:
    """Why nothing can have been published at ``moment``, seen from ``today``; None if it can."""
    if moment.year < EARLIEST_YEAR:
        return f"{moment.date()} is before {EARLIEST_YEAR}"
    if moment.date() > today + dt.timedelta(days=1):
        return f"{moment.date()} lies in the future"
    return None


def date_in_name(name: str) -> str | None:
    """The day in a file's relative name (``2025-11-26``, ``20251126``, ``26.11.2025``), as ISO.

    The last one counts, so that the file's own name goes before its folders'.
    """
    days = []
    for pattern, order in ((_NAME_YMD, (1, 3, 4)), (_NAME_DMY, (4, 3, 1))):
        for found in pattern.finditer(name):
            year, month, day = (int(found.group(i)) for i in order)
            if moment := _moment(year, month, day):
                days.append((found.start(), moment.date().isoformat()))
    return max(days)[1] if days else None


def _plain(value: dt.datetime) -> dt.datetime:
    """``value`` as a standard datetime (pandas' Timestamp is a subclass with nanoseconds)."""
    return dt.datetime(
        value.year, value.month, value.day, value.hour, value.minute, value.second,
        value.microsecond, tzinfo=value.tzinfo,
    )  # fmt: skip


def _aware(moment: dt.datetime, timezone: str) -> dt.datetime | None:
    """In ``timezone``; None at the edges of the calendar, where no zone can be applied."""
    zone = ZoneInfo(timezone)
    if moment.tzinfo is None or moment.utcoffset() is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(dt.UTC).astimezone(zone)
    except (OverflowError, ValueError):
        return None


@functools.lru_cache(maxsize=65536)
def _parse_text(text: str, timezone: str) -> dt.datetime | None:
    if not text or len(text) > _MAX_CHARS or not any(c.isdigit() for c in text):
        return None
    for way in (_epoch, _iso, _numeric, _named_month, _mail):
        if moment := way(text):
            return _aware(moment, timezone)
    # weeks (2025-W48) and the like are not days; dateparser would guess one
    if not any(c.isalpha() for c in text):
        return None
    moment = _dateparser(text)
    return _aware(moment, timezone) if moment else None


def _iso(text: str) -> dt.datetime | None:
    if not re.match(r"\d{4}(?:-\d|\d{4}(?!\d)|\d{10}$|[/.]\d{1,2}[/.])", text):
        return None
    text = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", text)
    text = re.sub(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", _two_digits, text)
    text = re.sub(r"^(\d{8})(\d{6})$", r"\1T\2", text)
    text = re.sub(r"\s+(?:UTC|GMT)$", "+00:00", text)
    text = re.sub(r"(?<=\d)\s+([+-]\d{2}:?\d{2})$", r"\1", text)
    if not re.match(r"\d{4}-?\d{2}-?\d{2}", text):
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _two_digits(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _epoch(text: str) -> dt.datetime | None:
    if _EPOCH.fullmatch(text) is None or not text.isascii():
        return None
    number = float(text)
    digits = len(text.partition(".")[0])
    seconds = number / {True: 1, False: 1e3 if digits < 14 else 1e6}[digits <= 10]
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _numeric(text: str) -> dt.datetime | None:
    found = _NUMERIC.fullmatch(text.lower())
    if found is None:
        return None
    day, month = int(found["d"]), int(found["m"])
    if month > 12 >= day:  # the American order shows only when the day is past 12
        day, month = month, day
    return _moment(int(found["y"]), month, day, found)


def _named_month(text: str) -> dt.datetime | None:
    folded = comparison_key(text)
    found = _DAY_FIRST.fullmatch(folded) or _MONTH_FIRST.fullmatch(folded)
    if found is None or found["m"] not in _MONTHS:
        return None
    return _moment(int(found["y"]), _MONTHS[found["m"]], int(found["d"]), found)


def _moment(
    year: int, month: int, day: int, clock: re.Match[str] | None = None
) -> dt.datetime | None:
    hour = minute = second = 0
    if clock is not None and clock["H"]:
        hour, minute, second = int(clock["H"]), int(clock["M"]), int(clock["S"] or 0)
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    try:
        return dt.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def _mail(text: str) -> dt.datetime | None:
    if ":" not in text:
        return None
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _dateparser(text: str) -> dt.datetime | None:
    import dateparser

    settings = {
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
    }
    try:
        found: dt.datetime | None = dateparser.parse(
            text, languages=["ro", "en"], settings=settings
        )
    except (ValueError, OverflowError, TypeError, IndexError, RecursionError):
        return None  # the library trips over odd strings; to us they are not dates
    return found
