import pytest

from presslens.corpus.table import cell_text, guess_columns


@pytest.mark.parametrize(
    ("columns", "chosen"),
    [
        (["outlet", "first_seen", "title", "text", "summary"],
         {"outlet": "outlet", "crawled": "first_seen", "title": "title", "text": "text"}),
        (["url", "title", "date_publish", "description", "maintext", "source_domain", "authors"],
         {"url": "url", "title": "title", "published": "date_publish", "text": "maintext",
          "outlet": "source_domain", "author": "authors"}),
        (["source", "url", "title", "date", "authors", "content", "bias_text"],
         {"outlet": "source", "url": "url", "title": "title", "published": "date",
          "author": "authors", "text": "content"}),
        (["Titlul", "Data publicării", "Conținut", "Publicație", "Limbă", "publishedAt"],
         {"title": "Titlul", "published": "publishedAt", "text": "Conținut",
          "outlet": "Publicație", "language": "Limbă"}),
        (["nume", "pret"], {}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_usual_names(columns, chosen):
    assert guess_columns(columns, {}) == chosen


def test_columns_of_the_mapping_are_not_guessed_again():
    assert guess_columns(["text", "body"], {"title": "text"}) == {"title": "text", "text": "body"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(" Ana ", "Ana"), (["Ana", "Ion"], "Ana, Ion"), ({"id": 1, "name": "Echo"}, "Echo"), (3, "3"),
     ([[["x"]]], None), ({}, None), (float("nan"), None), ("None", None), (None, None)],
)  # fmt: skip
def test_cells_become_text(value, text):
    assert cell_text(value) == text
