"""The tables: names, columns, types and rules. This is the contract that everything else reads.

:data:`SCHEMAS` holds one pandera schema a table; :data:`ARROW` the same types for Parquet.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    import pandera.pandas as pandera

TableName = Literal[
    "articles",
    "sentences",
    "mentions",
    "actors",
    "quotes",
    "sources",
    "sentiments",
    "events",
    "checks",
]
TABLES: Final[tuple[TableName, ...]] = (
    "articles", "sentences", "mentions", "actors", "quotes", "sources", "sentiments", "events",
    "checks",
)  # fmt: skip
SCHEMA_VERSION: Final = 4
TIMEZONE: Final = "Europe/Bucharest"
"""The zone of ``published``: days are counted as they are in Bucharest."""

_DAY: Final = pa.timestamp("us")

ARROW: Final[dict[TableName, pa.Schema]] = {
    "articles": pa.schema([
        ("article_id", pa.string()), ("outlet", pa.string()), ("url", pa.string()),
        ("title", pa.string()), ("author", pa.string()),
        ("published", pa.timestamp("us", tz=TIMEZONE)), ("published_from", pa.string()),
        ("language", pa.string()), ("text", pa.string()), ("n_words", pa.int64()),
        ("story_id", pa.string()), ("is_copy", pa.bool_()), ("source_file", pa.string()),
    ]),
    "sentences": pa.schema([
        ("sentence_id", pa.string()), ("article_id", pa.string()), ("start", pa.int64()),
        ("end", pa.int64()), ("tone", pa.float64()),
    ]),
    "mentions": pa.schema([
        ("mention_id", pa.string()), ("article_id", pa.string()), ("sentence_id", pa.string()),
        ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string()), ("label", pa.string()),
        ("actor_id", pa.string()), ("link", pa.string()), ("link_score", pa.float64()),
        ("quote_id", pa.string()), ("found_as", pa.string()),
    ]),
    "actors": pa.schema([
        ("actor_id", pa.string()), ("name_ro", pa.string()), ("name_en", pa.string()),
        ("kind", pa.string()), ("country", pa.string()), ("wikidata", pa.string()),
        ("known", pa.bool_()), ("gender", pa.string()),
    ]),
    "quotes": pa.schema([
        ("quote_id", pa.string()), ("article_id", pa.string()), ("start", pa.int64()),
        ("end", pa.int64()), ("kind", pa.string()), ("cue", pa.string()),
        ("cue_start", pa.int64()), ("cue_end", pa.int64()), ("speaker_mention_id", pa.string()),
        ("speaker_id", pa.string()), ("confidence", pa.float64()), ("cue_lemma", pa.string()),
        ("implies", pa.string()), ("speaker_start", pa.int64()), ("speaker_end", pa.int64()),
        ("speaker_text", pa.string()), ("speaker_status", pa.string()),
    ]),
    "sources": pa.schema([
        ("source_id", pa.string()), ("article_id", pa.string()), ("actor_id", pa.string()),
        ("cue", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
        ("scope_start", pa.int64()), ("scope_end", pa.int64()), ("text", pa.string()),
        ("status", pa.string()),
    ]),
    "sentiments": pa.schema([
        ("mention_id", pa.string()), ("p_negative", pa.float64()), ("p_neutral", pa.float64()),
        ("p_positive", pa.float64()), ("label", pa.string()), ("score", pa.float64()),
        ("holder_id", pa.string()), ("voice", pa.string()), ("model", pa.string()),
    ]),
    "events": pa.schema([
        ("event_id", pa.string()), ("article_id", pa.string()), ("sentence_id", pa.string()),
        ("start", pa.int64()), ("end", pa.int64()), ("timex_type", pa.string()),
        ("value", pa.string()), ("earliest", _DAY), ("latest", _DAY), ("direction", pa.string()),
        ("actor_ids", pa.list_(pa.string())), ("trigger", pa.string()),
    ]),
    "checks": pa.schema([
        ("check_id", pa.string()), ("article_id", pa.string()), ("code", pa.string()),
        ("severity", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
        ("message", pa.string()),
    ]),
}  # fmt: skip

ALLOWED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "articles": {"published_from": ("metadata", "header", "file name", "crawl")},
    "mentions": {
        "link": (
            "name", "alias", "form", "metonym", "office", "adjective", "coreference", "place",
            "none",
        )
    },
    "actors": {"gender": ("f", "m")},
    "quotes": {
        "kind": ("direct", "indirect", "mixed"),
        "implies": ("neutral", "fact", "doubt", "emphasis", "denial"),
        "speaker_status": ("named", "unnamed", "unknown"),
    },
    "sentiments": {
        "label": ("negative", "neutral", "positive", "unclear"),
        "voice": ("outlet", "speaker", "wire"),
    },
    "events": {
        "direction": ("past", "present", "future"),
        "timex_type": ("DATE", "TIME", "DURATION", "SET"),
    },
    "checks": {"severity": ("error", "warning", "note")},
}  # fmt: skip
"""The closed sets of values, by table and column."""

REQUIRED: Final[dict[TableName, tuple[str, ...]]] = {
    "articles": ("article_id", "text", "n_words", "story_id", "is_copy", "source_file"),
    "sentences": ("sentence_id", "article_id", "start", "end"),
    "mentions": ("mention_id", "article_id", "start", "end", "text", "label", "link", "link_score"),
    "actors": ("actor_id", "kind", "known"),
    "quotes": ("quote_id", "article_id", "start", "end", "kind", "confidence", "speaker_status"),
    "sources": ("source_id", "article_id", "cue", "start", "end", "text", "status"),
    "sentiments": ("mention_id", "voice", "model"),
    "events": ("event_id", "article_id", "start", "end", "timex_type", "value"),
    "checks": ("check_id", "article_id", "code", "severity", "start", "end", "message"),
}
"""The columns that are never missing."""

KEYS: Final[dict[TableName, str]] = {
    "articles": "article_id", "sentences": "sentence_id", "mentions": "mention_id",
    "actors": "actor_id", "quotes": "quote_id", "sources": "source_id",
    "sentiments": "mention_id", "events": "event_id", "checks": "check_id",
}  # fmt: skip


def _pandas_type(kind: pa.DataType, *, nullable: bool = True) -> object:
    if pa.types.is_string(kind):
        return pd.StringDtype(storage="pyarrow", na_value=float("nan"))
    if pa.types.is_timestamp(kind):
        return pd.DatetimeTZDtype("us", kind.tz) if kind.tz else "datetime64[us]"
    if pa.types.is_list(kind):
        return object
    if pa.types.is_integer(kind):
        return "Int64" if nullable else "int64"
    return {pa.float64(): "float64", pa.bool_(): "bool"}[kind]


def _types(table: TableName) -> dict[str, object]:
    return {
        f.name: _pandas_type(f.type, nullable=f.name not in REQUIRED[table]) for f in ARROW[table]
    }


@functools.cache
def schema(table: TableName) -> pandera.DataFrameSchema:
    """The pandera schema of ``table``: columns in order, types, closed sets, unique key."""
    import pandera.pandas as pandera

    allowed = ALLOWED.get(table, {})
    types = _types(table)
    columns = {
        field.name: pandera.Column(
            None if types[field.name] is object else types[field.name],
            nullable=field.name not in REQUIRED[table],
            unique=field.name == KEYS[table],
            checks=pandera.Check.isin(allowed[field.name]) if field.name in allowed else None,
        )
        for field in ARROW[table]
    }
    checks = []
    if {"start", "end"} <= set(columns):
        checks.append(
            pandera.Check(lambda df: df["start"] < df["end"], error="start must lie before end")
        )
    return pandera.DataFrameSchema(
        columns, checks=checks, strict="filter", ordered=False, name=table
    )


def empty(table: TableName) -> pd.DataFrame:
    """``table`` with its columns and types and no row."""
    return conform(pd.DataFrame({f.name: [] for f in ARROW[table]}), table)


def conform(frame: pd.DataFrame, table: TableName) -> pd.DataFrame:
    """``frame`` with exactly the columns and types of ``table``; absent columns become missing."""
    missing = [f.name for f in ARROW[table] if f.name not in frame.columns]
    frame = frame.assign(**dict.fromkeys(missing))
    typed: pd.DataFrame = frame[ARROW[table].names].astype(_types(table))
    return typed.reset_index(drop=True)


def validate(frame: pd.DataFrame, table: TableName) -> pd.DataFrame:
    """``frame`` conformed to ``table`` and checked.

    Raises:
        pandera.errors.SchemaErrors: Rows break a rule; the error lists all of them.
        ValueError: A required column is missing or has no value of its type.
    """
    for name in REQUIRED[table]:  # a missing truth value would be made False
        if name not in frame.columns or frame[name].isna().any():
            raise ValueError(f"table {table!r}: {name!r} is missing in some rows; give it a value")
    checked: pd.DataFrame = schema(table).validate(conform(frame, table), lazy=True)
    return checked
