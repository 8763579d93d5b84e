import pandas as pd
import pytest

from presslens.errors import RunError
from presslens.tables.schemas import TABLES, conform, empty
from presslens.tables.storage import (
    read_json,
    read_table,
    write_atomically,
    write_json,
    write_table,
)


@pytest.fixture
def events():
    rows = [
        {
            "event_id": "a-e0-4", "article_id": "a", "start": 0, "end": 4, "timex_type": "DATE",
            "value": "2025-11-26", "earliest": pd.Timestamp("2025-11-26"), "actor_ids": ["rusia"],
        },
        {
            "event_id": "a-e5-9", "article_id": "a", "start": 5, "end": 9, "timex_type": "DATE",
            "value": "PAST_REF", "actor_ids": [],
        },
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "events")


def test_table_comes_back_as_it_was(events, tmp_path):
    write_table(events, "events", tmp_path / "e.parquet")
    pd.testing.assert_frame_equal(read_table("events", tmp_path / "e.parquet"), events)


@pytest.mark.parametrize("table", TABLES)
def test_empty_table_comes_back(table, tmp_path):
    write_table(empty(table), table, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(read_table(table, tmp_path / "t.parquet"), empty(table))


def test_same_rows_are_the_same_bytes(events, tmp_path):
    write_table(events, "events", tmp_path / "1.parquet")
    shuffled = events[list(reversed(events.columns))].set_index(pd.Index([7, 3]))
    write_table(shuffled, "events", tmp_path / "2.parquet")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99])
def test_file_that_was_cut_short_is_an_error_with_a_remedy(events, tmp_path, keep):
    path = tmp_path / "e.parquet"
    write_table(events, "events", path)
    data = path.read_bytes()
    path.write_bytes(data[: int(keep * len(data)) if isinstance(keep, float) else keep])
    with pytest.raises(RunError, match="annotate again"):
        read_table("events", path)


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(RunError, match="annotate again"):
        read_table("events", tmp_path / "none.parquet")


def test_another_table_is_an_error(tmp_path):
    pd.DataFrame({"colour": ["red"]}).to_parquet(tmp_path / "e.parquet")
    with pytest.raises(RunError, match="events"):
        read_table("events", tmp_path / "e.parquet")


def test_failed_write_leaves_the_file_before_it_and_nothing_else(tmp_path):
    path = tmp_path / "f.txt"
    path.write_text("before")

    def half(place):
        place.write_text("ha")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_atomically(path, half)
    assert [p.name for p in tmp_path.iterdir()] == ["f.txt"]
    assert path.read_text() == "before"


def test_json_comes_back_with_its_letters(tmp_path):
    data = {"b": ["ș", None, 1], "a": {"x": 0.5}}
    write_json(data, tmp_path / "d.json")
    assert read_json(tmp_path / "d.json") == data
    assert "ș" in (tmp_path / "d.json").read_text(encoding="utf-8")


def test_json_never_holds_a_number_that_is_none(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        write_json({"a": float("nan")}, tmp_path / "d.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{", "[1]", "\ud800".encode("utf-8", "surrogatepass")])
def test_broken_json_is_an_error_with_a_remedy(tmp_path, text):
    path = tmp_path / "d.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RunError, match="annotate again"):
        read_json(path)
