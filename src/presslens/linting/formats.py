"""How findings are written: for people, for programs, for GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Final

from presslens.linting.run import Finding
from presslens.plots.clean import plain

_GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(findings: Sequence[Finding]) -> str:
    """One line each: ``file:line:column: severity code: message``."""
    return "\n".join(
        f"{_line(f.file)}:{f.line}:{f.column}: {f.severity} {f.code}: {_line(f.message)}"
        for f in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with the fields of `Finding`."""
    return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=1)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands: ``::warning file=…,line=…,col=…,title=code::message``."""
    return "\n".join(
        f"::{_GITHUB[f.severity]} file={_property(f.file)},line={f.line},col={f.column},"
        f"title={_property(f.code)}::{_data(f.message)}"
        for f in findings
    )


def _line(value: str) -> str:
    """``value`` in one line, without what a terminal would obey."""
    return " ".join(plain(value).split())


def _data(value: str) -> str:
    return _line(value).replace("%", "%25")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[dict[str, Callable[[Sequence[Finding]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""By the name that ``--format`` takes."""
