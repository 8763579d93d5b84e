import pandas as pd
import pyarrow as pa
import pytest
from pandera.errors import SchemaErrors

from presslens.tables.schemas import (
    ALLOWED,
    ARROW,
    KEYS,
    REQUIRED,
    TABLES,
    conform,
    empty,
    validate,
)


@pytest.mark.parametrize("table", TABLES)
def test_empty_table_has_its_columns_and_is_valid(table):
    frame = empty(table)
    assert list(frame.columns) == ARROW[table].names
    assert validate(frame, table).empty


@pytest.mark.parametrize("table", TABLES)
def test_rules_speak_of_columns_that_exist(table):
    names = set(ARROW[table].names)
    assert set(REQUIRED[table]) | set(ALLOWED.get(table, {})) | {KEYS[table]} <= names


@pytest.mark.parametrize("table", TABLES)
def test_types_do_not_depend_on_what_is_in_the_table(table):
    one = conform(pd.DataFrame([_row(table)]), table)
    assert dict(one.dtypes) == dict(empty(table).dtypes)


def _row(table, **changes):
    """A valid row with nothing but what is required."""
    row = {}
    for field in ARROW[table]:
        if field.name in REQUIRED[table]:
            allowed = ALLOWED.get(table, {}).get(field.name)
            number = 5 if field.name == "end" else 1
            row[field.name] = allowed[0] if allowed else _value(field.type, number)
    return row | changes


def _value(kind, number):
    if pa.types.is_string(kind):
        return "x"
    return {pa.bool_(): True, pa.float64(): 0.5}.get(kind, number)


@pytest.mark.parametrize("table", TABLES)
def test_what_is_not_required_may_be_missing_and_stays_missing(table):
    (row,) = validate(pd.DataFrame([_row(table)]), table).to_dict("records")
    for name in set(ARROW[table].names) - set(REQUIRED[table]):
        assert pd.isna(row[name])


@pytest.mark.parametrize(
    ("table", "column"), [(t, c) for t in TABLES for c in REQUIRED[t] if c not in ("start", "end")]
)
def test_what_is_required_may_not_be_missing(table, column):
    row = _row(table)
    for broken in (row | {column: None}, {k: v for k, v in row.items() if k != column}):
        with pytest.raises(ValueError, match=f"{column!r} is missing"):
            validate(pd.DataFrame([broken]), table)


@pytest.mark.parametrize("table", TABLES)
def test_key_stands_once(table):
    with pytest.raises(SchemaErrors):
        validate(pd.DataFrame([_row(table), _row(table)]), table)


@pytest.mark.parametrize(("table", "column"), [(t, c) for t in ALLOWED for c in ALLOWED[t]])
def test_closed_set_refuses_another_value(table, column):
    with pytest.raises(SchemaErrors):
        validate(pd.DataFrame([_row(table, **{column: "something else"})]), table)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_start_lies_before_end(start, end):
    with pytest.raises(SchemaErrors, match="start must lie before end"):
        validate(pd.DataFrame([_row("mentions", start=start, end=end)]), "mentions")


def test_further_columns_are_left_out():
    frame = pd.DataFrame([_row("mentions", colour="red")])
    assert "colour" not in conform(frame, "mentions")


def test_conforming_changes_nothing_of_what_was_given():
    given = pd.DataFrame([_row("mentions")])
    before = given.copy(deep=True)
    conform(given, "mentions")
    pd.testing.assert_frame_equal(given, before)
