import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presslens.errors import ParameterError
from presslens.language.text import comparison_key
from presslens.timeline import resolve
from presslens.timeline.grammar import load_grammar
from presslens.timeline.resolve import _matches

ANCHOR = dt.date(2025, 11, 26)  # a Wednesday


def values(text, language="ro", anchor=ANCHOR):
    return [
        (text[r.start : r.end], r.value) for r in resolve(text, anchor=anchor, language=language)
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26 noiembrie 2025", "2025-11-26"),
        ("miercuri, 26 noiembrie 2025", "2025-11-26"),
        ("26.11.2025", "2025-11-26"),
        ("2025-11-26", "2025-11-26"),
        ("1 decembrie", "2025-12-01"),
        ("1 Decembrie 1918", "1918-12-01"),
        ("20 ianuarie", "2026-01-20"),
        ("5 mai 2025", "2025-05-05"),
        ("24-25 noiembrie", "2025-11-24/2025-11-25"),
        ("noiembrie 2024", "2024-11"),
        ("azi", "2025-11-26"),
        ("astăzi", "2025-11-26"),
        ("IERI", "2025-11-25"),
        ("maine", "2025-11-27"),
        ("alaltăieri", "2025-11-24"),
        ("poimâine", "2025-11-28"),
        ("aseară", "2025-11-25TEV"),
        ("săptămâna viitoare", "2025-W49"),
        ("saptamana trecuta", "2025-W47"),
        ("SĂPTĂMÂNA ACEASTA", "2025-W48"),
        ("săptămânii viitoare", "2025-W49"),
        ("luna trecută", "2025-10"),
        ("luna viitoare", "2025-12"),
        ("această lună", "2025-11"),
        ("anul trecut", "2024"),
        ("anul acesta", "2025"),
        ("weekendul viitor", "2025-W49-WE"),
        ("joia trecută", "2025-11-20"),
        ("vinerea viitoare", "2025-12-05"),
        ("acum trei zile", "2025-11-23"),
        ("în urmă cu două săptămâni", "2025-W46"),
        ("acum 20 de ani", "2005"),
        ("peste două săptămâni", "2025-W50"),
    ],
)
def test_resolve_romanian_phrase(words, value):
    assert values(f"Au anunțat vizita, {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26 November 2025", "2025-11-26"),
        ("November 26, 2025", "2025-11-26"),
        ("Nov. 26", "2025-11-26"),
        ("11/26/2025", "2025-11-26"),
        ("May 5", "2026-05-05"),
        ("November 2024", "2024-11"),
        ("next week", "2025-W49"),
        ("last month", "2025-10"),
        ("this year", "2025"),
        ("yesterday", "2025-11-25"),
        ("the day after tomorrow", "2025-11-28"),
        ("last night", "2025-11-25TNI"),
        ("last Friday", "2025-11-21"),
        ("three days ago", "2025-11-23"),
        ("in two weeks", "2025-W50"),
    ],
)
def test_resolve_english_phrase(words, value):
    assert values(f"Talks: {words}.", "en") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Legea 2/2022 și scorul 24-24 au fost date uitării.", "ro"),
        ("Au trecut luni de zile, trei luni pline.", "ro"),
        ("Primele 10 mai bune rezultate sunt mai mari.", "ro"),
        ("Au fost 2022 de cazuri, în 2000 de sate.", "ro"),
        ("Contractul a durat peste două luni.", "ro"),
        ("În 31 iunie nu s-a întâmplat nimic.", "ro"),
        ("Adresa 1.12.2025.4 nu există.", "ro"),
        ("Protests may 5 times march on.", "en"),
        ("On 03/04/2025 somebody wrote in USA Today.", "en"),
        ("In two weeks of fighting nothing moved.", "en"),
    ],
)
def test_resolve_leaves_out_what_is_no_date(text, language):
    assert values(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Delegația va veni marți la Iași.", "ro", "2025-12-02"),
        ("Delegația a venit marți la Iași.", "ro", "2025-11-25"),
        ("Ministrul a anunțat luni decizia.", "ro", "2025-11-24"),
        ("They will meet on Monday.", "en", "2025-12-01"),
        ("They met on Monday.", "en", "2025-11-24"),
        ("They met on Wednesday.", "en", "2025-11-26"),
    ],
)
def test_resolve_bare_weekday_follows_tense(text, language, value):
    assert [v for _, v in values(text, language)] == [value]


def test_resolve_week_spans_monday_to_sunday():
    (found,) = resolve("săptămâna viitoare", anchor=ANCHOR, language="ro")
    assert tuple(found) == (
        0, 18, "DATE", "2025-W49", dt.date(2025, 12, 1), dt.date(2025, 12, 7),
    )  # fmt: skip


def test_resolve_same_with_cedilla_and_without_diacritics():
    for words in ("în urmă cu şapte zile", "in urma cu sapte zile", "ÎN URMĂ CU ȘAPTE ZILE"):
        assert [v for _, v in values(words)] == ["2025-11-19"]


def test_resolve_without_anchor_keeps_only_explicit():
    text = "Ieri, 1 decembrie, ca la 26 noiembrie 2025 și în 2022, săptămâna viitoare."
    assert [v for _, v in values(text, anchor=None)] == ["2025-11-26", "2022"]


def test_resolve_refuses_unknown_language():
    with pytest.raises(ParameterError, match="ro, en"):
        resolve("gestern", anchor=ANCHOR, language="de")


def test_resolve_refuses_an_anchor_that_is_no_date():
    with pytest.raises(ParameterError, match="anchor"):
        resolve("ieri", anchor="2025-11-26", language="ro")


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date.max])
def test_resolve_survives_the_ends_of_the_calendar(anchor):
    text = (
        "ieri, mâine, luna trecută, anul viitor, acum 9999 de ani, 29 februarie, săptămâna viitoare"
    )
    for found in resolve(text, anchor=anchor, language="ro"):
        assert found.earliest <= found.latest


WORDS = st.sampled_from(
    [
        "luni",
        "marți",
        "mai",
        "26",
        "noiembrie",
        "2025",
        "săptămâna",
        "viitoare",
        "trecută",
        "acum",
        "trei",
        "zile",
        "luna",
        "în",
        ".",
        ",",
        "next",
        "week",
        "Monday",
        "May",
        "5",
        "in",
        "two",
        "days",
        "ago",
        "va",
        "a",
        "declarat",
        "-",
        "/",
        "ş",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.dates(), st.sampled_from(["ro", "en"]))
def test_resolve_any_text_gives_ordered_places_and_days(text, anchor, language):
    last = 0
    for found in resolve(text, anchor=anchor, language=language):
        assert last <= found.start < found.end <= len(text)
        assert found.earliest <= found.latest
        last = found.end


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(
        ["ieri", "poimâine", "săptămâna viitoare", "acum trei zile", "joia trecută", "a zis marți",
         "va veni joi", "peste două săptămâni", "weekendul viitor", "aseară"]
    ),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
)  # fmt: skip
def test_resolve_anchor_a_week_later_moves_days_by_a_week(words, anchor):
    week = dt.timedelta(days=7)
    (first,) = resolve(words, anchor=anchor, language="ro")
    (second,) = resolve(words, anchor=anchor + week, language="ro")
    assert (second.earliest, second.latest) == (first.earliest + week, first.latest + week)


def test_timeline_import_brings_no_heavy_library():
    code = "import sys, presslens.timeline; print({'spacy', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("El a câștigat alegerile în luna mai.", "2025-05"),
        ("Consiliul va alege conducerea în luna mai.", "2026-05"),
        ("She won the election in May.", "2025-05"),
    ],
)
def test_a_month_without_a_year_goes_by_the_tense(text, value):
    language = "en" if text.startswith("She") else "ro"
    found = resolve(text, anchor=dt.date(2025, 12, 6), language=language)
    assert [f[3] for f in found] == [value]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Podul e închis până luni.", "ro", "2025-12-01"),
        ("Nu a răspuns până luni.", "ro", "2025-11-24"),
        ("They gave him until Monday.", "en", "2025-12-01"),
    ],
)
def test_weekday_until_which_something_goes_on_lies_ahead(text, language, value):
    (found,) = resolve(text, anchor=dt.date(2025, 11, 26), language=language)
    assert found.value == value


def test_english_day_may_have_a_blank_before_its_comma():
    (found,) = resolve("Until December 31 , 2020 .", anchor=dt.date(2019, 12, 27), language="en")
    assert found.value == "2020-12-31"


PHRASES = [
    "luni", "marți", "joi", "5", "31", "2025", "mai", "noiembrie", "până", "pe", "din", "în",
    "acum", "o", "zile", "săptămâna", "trecută", "peste", "anul", "lunii", "azi", "ieri-dimineață",
    "va veni", "nu", ",", ".", "-", "24-25", "2025-11-26", "26.11.2025", "on", "in", "May", "5th",
    "November", "next", "Friday", "last week", "three", "days", "ago", 
    "the day before yesterday", "'s", "a",
]  # fmt: skip


@pytest.mark.parametrize("language", ["ro", "en"])
@given(
    words=st.lists(st.sampled_from(PHRASES), max_size=12), blank=st.sampled_from(["", " ", "\n"])
)
def test_one_search_finds_where_each_rule_finds(language, words, blank):
    """The rules are only tried where one search for all says that one of them matches."""
    grammar = load_grammar(language)
    key = comparison_key(blank.join(words) + " " + " ".join(words))
    heads = [match.start() for match in grammar.heads.finditer(key)]
    for rule in grammar.rules:
        found = [m.span() for m in _matches(rule, key, heads)]
        assert found == [m.span() for m in rule.pattern.finditer(key)]
