"""The data dictionary: ``data/README.md``, made from the schemas and ``dictionary.yaml``.

::

    python -m presslens.tables.dictionary data/README.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import yaml

from presslens.errors import MissingDataError
from presslens.tables.schemas import (
    ALLOWED,
    ARROW,
    KEYS,
    REQUIRED,
    SCHEMA_VERSION,
    TABLES,
    TIMEZONE,
    TableName,
)

_HEAD: Final = f"""\
# Data

| folder | what it holds |
|---|---|
| `articles/` | the sample corpus, written for this project; [its README](articles/README.md) |
| `actors/` | your own additions to the registry of actors; [its README](actors/README.md) |

## Data dictionary

The tables of a run, version {SCHEMA_VERSION}: what `presslens.open_run` gives as DataFrames, and a
run folder holds as Parquet. Offsets count characters of `articles.text`, half-open:
`text[start:end]`. Missing is missing: never 0, never an empty text. Times are in {TIMEZONE}.
"Always" says that a column is never missing; **bold** is the key, unique in its table.

This file is made from the schemas by `make dictionary`; edit
`src/presslens/tables/dictionary.yaml` instead.
"""


def render() -> str:
    """The dictionary as Markdown.

    Raises:
        MissingDataError: ``dictionary.yaml`` and the schemas do not have the same columns.
    """
    described = _described()
    return "\n".join([_HEAD, *(_table(name, described[name]) for name in TABLES)])


def _described() -> dict[str, Any]:
    file = resources.files("presslens.tables") / "dictionary.yaml"
    described: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    columns = {name: set(entry["columns"]) for name, entry in described.items()}
    wanted: dict[str, set[str]] = {name: set(ARROW[name].names) for name in TABLES}
    if columns != wanted:
        apart = [
            f"{name}.{column}"
            for name in sorted(columns.keys() | wanted.keys())
            for column in sorted(columns.get(name, set()) ^ wanted.get(name, set()))
        ]
        raise MissingDataError(
            f"dictionary.yaml and the schemas differ in {', '.join(apart)}; "
            "describe each column of the schemas, and no other"
        )
    return described


def _table(name: TableName, entry: dict[str, Any]) -> str:
    rows = "\n".join(_rows(name, entry["columns"]))
    head = "| column | type | always | what it is |\n|---|---|---|---|"
    return f"### {name}\n\nA row is {entry['row']}.\n\n{head}\n{rows}\n"


def _rows(name: TableName, meanings: dict[str, str]) -> Iterator[str]:
    for field in ARROW[name]:
        column = f"**`{field.name}`**" if field.name == KEYS[name] else f"`{field.name}`"
        always = "yes" if field.name in REQUIRED[name] else ""
        values = ALLOWED.get(name, {}).get(field.name, ())
        listed = "" if all(v in meanings[field.name] for v in values) else f": {', '.join(values)}"
        yield f"| {column} | {_type(field.type)} | {always} | {meanings[field.name]}{listed} |"


def _type(kind: pa.DataType) -> str:
    """A type as people call it."""
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return f"({', '.join(field.name for field in kind)})"
    if pa.types.is_timestamp(kind):
        return "time" if kind.tz else "day"
    return {"string": "text", "int64": "integer", "double": "number", "bool": "yes or no"}[
        str(kind)
    ]


def main(arguments: Sequence[str]) -> int:
    """Writes the dictionary to the file that is named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m presslens.tables.dictionary FILE\n")
        return 2
    Path(arguments[0]).write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
