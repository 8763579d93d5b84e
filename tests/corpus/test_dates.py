import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.corpus.dates import date_in_name, impossible, missing_date, parse_date

ZONE = "Europe/Bucharest"


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-11-26", at(2025, 11, 26)),
        ("20251126", at(2025, 11, 26)),
        (20251126, at(2025, 11, 26)),
        ("2025/11/26 08:05", at(2025, 11, 26, 8, 5)),
        ("2025-11-26T14:30", at(2025, 11, 26, 14, 30)),
        ("2025-11-26 14:30:05", at(2025, 11, 26, 14, 30, 5)),
        ("2025-11-26T12:30:00Z", at(2025, 11, 26, 14, 30)),
        ("2025-11-26T10:00+03:00", at(2025, 11, 26, 9)),
        ("20251126T123000Z", at(2025, 11, 26, 14, 30)),
        ("20251126143000", at(2025, 11, 26, 14, 30)),
        ("26.11.2025", at(2025, 11, 26)),
        ("26/11/2025 14:30", at(2025, 11, 26, 14, 30)),
        ("03-04-2025", at(2025, 4, 3)),
        ("11/26/2025", at(2025, 11, 26)),
        ("26 noiembrie 2025, 14:30", at(2025, 11, 26, 14, 30)),
        ("miercuri, 26 noiembrie 2025, ora 14:30", at(2025, 11, 26, 14, 30)),
        ("26 Noi 2025", at(2025, 11, 26)),
        ("1 mai 2024", at(2024, 5, 1)),
        ("Nov 26, 2025", at(2025, 11, 26)),
        ("November 26th, 2025 2:30 PM", at(2025, 11, 26, 14, 30)),
        ("Wed, 26 Nov 2025 12:30:00 +0000", at(2025, 11, 26, 14, 30)),
        (1764160200, at(2025, 11, 26, 14, 30)),
        ("1764160200", at(2025, 11, 26, 14, 30)),
        (1764160200000, at(2025, 11, 26, 14, 30)),
        (1764160200.0, at(2025, 11, 26, 14, 30)),
        (dt.date(2025, 11, 26), at(2025, 11, 26)),
        (dt.datetime(2025, 11, 26, 14, 30), at(2025, 11, 26, 14, 30)),
        (pd.Timestamp("2025-11-26T12:30:00.5Z"), at(2025, 11, 26, 14, 30, 0, 500_000)),
    ],
)
def test_parse_date_reads(value, moment):
    assert parse_date(value, timezone=ZONE) == moment


@pytest.mark.parametrize(
    "value",
    ["ieri", "noiembrie 2025", "2025", "12", "2025-W48", "2025-13-45", "31.02.2025", "acum 2 ore",
     "nu se știe", "", None, float("nan"), True, "x" * 500, "99 noiembrie 2025", pd.NaT, 5,
     "-" * 90, float("inf"), 10**30, "0001-01-01T00:00:00+23:59"],
)  # fmt: skip
def test_parse_date_invents_nothing(value):
    assert parse_date(value, timezone=ZONE) is None


def test_parse_date_takes_the_zone_given():
    assert parse_date("2025-11-26", timezone="UTC") == dt.datetime(2025, 11, 26, tzinfo=dt.UTC)


@given(st.text(max_size=60) | st.integers() | st.floats() | st.datetimes() | st.dates())
def test_parse_date_never_fails(value):
    moment = parse_date(value, timezone=ZONE)
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-11-26.txt", "2025-11-26"),
        ("gazeta/20251126_pod.txt", "2025-11-26"),
        ("pod-26-11-2025.html", "2025-11-26"),
        ("26.11.2025/pod.txt", "2025-11-26"),
        ("2025/11/26/pod.txt", "2025-11-26"),
        ("2025-11-01/pod_2025-11-26.txt", "2025-11-26"),
        ("000_aade9f3352086e29.txt", None),
        ("a20251126f.txt", None),
        ("2025-13-26.txt", None),
        ("31.02.2025.txt", None),
        ("pod.txt", None),
    ],
)
def test_date_in_name(name, day):
    assert date_in_name(name) == day


@pytest.mark.parametrize(
    ("moment", "wrong"),
    [
        (at(1989, 12, 31), "before 1990"),
        (at(2025, 12, 1), None),
        (at(2025, 12, 2, 23), None),
        (at(2025, 12, 3), "future"),
    ],
)
def test_impossible_dates(moment, wrong):
    reason = impossible(moment, dt.date(2025, 12, 1))
    assert reason is None if wrong is None else wrong in reason


@pytest.mark.parametrize("value", [None, "", " nan ", float("nan"), pd.NaT, "N/A"])
def test_missing_date(value):
    assert missing_date(value)
