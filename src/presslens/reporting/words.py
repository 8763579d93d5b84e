"""The words of report pages, in each language."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml

from presslens.errors import ParameterError


@functools.cache
def _all() -> dict[str, Any]:
    file = resources.files("presslens.reporting") / "words.yaml"
    words: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words


def words(language: str) -> dict[str, Any]:
    """The words of ``language``.

    Raises:
        ParameterError: There are none.
    """
    if language not in _all():
        raise ParameterError(f"language is {language!r}; allowed are {', '.join(_all())}")
    found: dict[str, Any] = _all()[language]
    return found


def listed(items: list[str], language: str) -> str:
    """Items as a list in a sentence: "a, b și c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {words(language)['findings']['and']} {items[-1]}"
