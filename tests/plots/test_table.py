import numpy as np
import pandas as pd
import pytest

from presslens.errors import ParameterError
from presslens.plots import table


def test_headings_and_numbers_follow_the_language(mentions):
    ro, en = table(mentions).html, table(mentions, language="en").html
    assert '<th scope="col">actor</th>' in ro
    assert ">mențiuni</th>" in ro
    assert ">1.041</td>" in ro
    assert ">75%</td>" in ro
    assert ">1,041</td>" in en
    assert ">stat</td>" in ro
    assert ">state</td>" in en


def test_ids_are_left_out_unless_asked_for(mentions):
    assert "actor_id" not in table(mentions).html
    assert ">rusia</th>" in table(mentions, columns=["actor_id", "mentions"]).html


def test_missing_is_a_dash_and_small_n_is_grey(sentiments):
    html = table(sentiments).html
    assert html.count('<tr class="small-n"') == 2
    assert ">–</td>" in html
    assert ">−0,25</td>" in html
    assert "nan" not in html.casefold()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, "da"),
        (1234567.0, "1.234.567"),
        (0.123, "0,12"),
        (float("inf"), "–"),
        (pd.Timestamp("2025-11-26"), "26 nov. 2025"),
        (["Rusia", "SUA"], "Rusia, SUA"),
        (np.array([1, 2]), "1, 2"),
        ([], "–"),
        (None, "–"),
        ("<b>$x$</b>\u202e", "&lt;b&gt;$x$&lt;/b&gt;"),
    ],
)
def test_values_are_written_for_readers(value, cell):
    what = pd.Series([value, "x"], dtype=object)
    frame = pd.DataFrame({"name": ["a", "b"], "what": what})
    assert f">{cell}</td>" in table(frame).html


def test_a_column_without_any_value_is_left_out():
    frame = pd.DataFrame({"name": ["a", "b"], "outlet": [None, None]})
    assert "publicație" not in table(frame, columns=["name", "outlet"]).html


def test_when_joins_the_first_and_the_last_day():
    first, last = pd.Timestamp("2025-12-01"), pd.Timestamp("2025-12-07")
    frame = pd.DataFrame({"earliest": [first], "latest": [last], "name": ["a"]})
    html = table(frame, columns=["when", "name"]).html
    assert "1–7 dec. 2025" in html
    assert "când" in html


def test_caption_and_headings_are_escaped():
    html = table(pd.DataFrame({"<i>": ["a"]}), caption="<script>").html
    assert "<caption>&lt;script&gt;</caption>" in html
    assert "&lt;i&gt;" in html


def test_a_long_table_is_cut_and_says_so():
    html = table(pd.DataFrame({"n": range(1000)})).html
    assert html.count("<tr>") == 201
    assert "Primele 200 din 1.000 rânduri." in html


def test_an_unknown_column_is_refused_with_those_there_are(mentions):
    with pytest.raises(ParameterError, match="mentions"):
        table(mentions, columns=["mention"])


def test_an_empty_table_is_one_honest_line(mentions):
    assert "Nimic de arătat." in table(mentions.head(0)).html
    assert "Nothing to show." in table(mentions.head(0), language="en").plain
