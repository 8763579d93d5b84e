from __future__ import annotations

from pathlib import Path

import pytest

from presslens.errors import MissingDataError
from presslens.tables import dictionary
from presslens.tables.schemas import ARROW, TABLES

README = Path(__file__).parents[2] / "data" / "README.md"


def test_dictionary_is_in_step_with_the_schemas():
    assert README.read_text(encoding="utf-8") == dictionary.render(), "run: make dictionary"


def test_dictionary_has_a_line_for_each_column_in_order():
    lines = [line for line in dictionary.render().splitlines() if line.startswith(("| `", "| **"))]
    columns = [line.split("`")[1] for line in lines if not line.split("`")[1].endswith("/")]
    assert columns == [field.name for table in TABLES for field in ARROW[table]]


@pytest.mark.parametrize(
    "line",
    [
        "| **`mention_id`** | text | yes |",
        "| `published` | time |  |",
        "| `actor_ids` | list of text |  |",
        "| `link` | text | yes | how it refers to the actor: name, alias,",
        "| `kind` | text | yes | direct (in quotation marks), indirect",
    ],
)
def test_dictionary_tells_key_type_and_closed_set(line):
    assert line in dictionary.render()


def test_dictionary_refuses_a_column_that_is_not_described(monkeypatch):
    described = dictionary.yaml.safe_load

    def without_tone(text):
        found = described(text)
        del found["sentences"]["columns"]["tone"]
        return found

    monkeypatch.setattr(dictionary.yaml, "safe_load", without_tone)
    with pytest.raises(MissingDataError, match=r"sentences\.tone"):
        dictionary.render()


def test_dictionary_writes_the_file_that_is_named(tmp_path):
    assert dictionary.main([str(tmp_path / "README.md")]) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == dictionary.render()


def test_dictionary_without_a_file_tells_its_usage(capsys):
    assert dictionary.main([]) == 2
    assert "usage" in capsys.readouterr().err
