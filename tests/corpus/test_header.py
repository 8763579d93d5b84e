import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.corpus.header import split_header

BODY = "Primarul a vorbit. El a plecat."


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f" date 2025-11-26 {BODY}", {"published": "2025-11-26"}),
        (f"date 2025-11-26\n{BODY}", {"published": "2025-11-26"}),
        (f"\ufeff\n\nDATA 2025-11-26\n\n{BODY}", {"published": "2025-11-26"}),
        (f"date: 26.11.2025 {BODY}", {"published": "26.11.2025"}),
        (f"date: 2025-11-26 14:30 {BODY}", {"published": "2025-11-26 14:30"}),
        (f"data: 26 noiembrie 2025, 14:30\n{BODY}", {"published": "26 noiembrie 2025, 14:30"}),
        (
            f"date 2025-11-26\ntitle: Podul: o poveste\n\n{BODY}",
            {"published": "2025-11-26", "title": "Podul: o poveste"},
        ),
        (
            f"Titlu: Podul\nPublicație: Gazeta\nLINK: https://gazeta.example/a?b=1:2\n"
            f"Autor: Ana Pop\nLimba: ro\nData: 26.11.2025\n\n{BODY}",
            {
                "title": "Podul",
                "outlet": "Gazeta",
                "url": "https://gazeta.example/a?b=1:2",
                "author": "Ana Pop",
                "language": "ro",
                "published": "26.11.2025",
            },
        ),
        (f"sursă: Gazeta\nautor:\n{BODY}", {"outlet": "Gazeta"}),
        (f"title: Podul\n{BODY}", {"title": "Podul"}),
        (f"---\ntitle: 'Podul'\ntags: [a]\ndate: 2025-11-26\n---\n{BODY}",
         {"title": "Podul", "published": "2025-11-26"}),
    ],
)  # fmt: skip
def test_header_is_taken_off(text, values):
    header = split_header(text)
    assert header.values == values
    assert header.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Concluzia: nimic nou.\nRestul articolului.",
        "Sursa: poliția a confirmat că șoferul a fugit de la locul faptei.\nAncheta continuă.",
        "Data: nu se știe încă.\nAncheta continuă.",
        "Date 26 și 27 noiembrie rămân libere.",
        "Data de 2025-11-26 este importantă.",
        "Autor: un necunoscut, spun vecinii,\na spart geamul.",
        "Ministrul a spus: „Da”.\n\nApoi a plecat.",
        "date 2025-11-26/27 au fost zile libere",
        "title: numai atât",
    ],
)
def test_header_is_not_seen_in_a_normal_text(text):
    header = split_header(text)
    assert header.values == {}
    assert header.text == text


def test_header_keeps_the_text_unchanged_inside():
    body = "Unu  doi\t trei.\n\n\n  Patru\u00a0cinci – „şase”."
    assert split_header(f"date 2025-11-26 {body}\n\n").text == body


def test_header_stops_at_the_second_line_of_the_same_key():
    header = split_header("title: A\ntitle: B\n\nText.")
    assert header.values in ({}, {"title": "A"})
    assert "title: B" in header.text


@given(st.text(max_size=300))
def test_header_never_fails_and_invents_no_text(text):
    assert split_header(text).text in text


@given(
    st.lists(st.sampled_from(["date", "title:", "Data :", "\n", "2025-11-26", " ", "---\n", "é"]))
)
def test_header_never_fails_on_pieces_of_headers(pieces):
    text = "".join(pieces)
    assert split_header(text).text in text
