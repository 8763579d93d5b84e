"""Reads the data files of a language (``ro/``, ``en/``): YAML, loaded and checked once."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml

from presslens.errors import MissingDataError, ParameterError


@functools.lru_cache(maxsize=64)
def load_data(language: str, name: str) -> dict[str, Any]:
    """The file ``<language>/<name>.yaml`` of the package, as a mapping.

    Raises:
        ParameterError: There is no data for the language.
        MissingDataError: There is no such file: the language lacks this data.
    """
    from presslens.language.pipeline import LANGUAGES

    if language not in LANGUAGES:
        raise ParameterError(
            f"no data {name!r} for the language {language!r}; allowed are {', '.join(LANGUAGES)}"
        )
    file = resources.files("presslens.language") / language / f"{name}.yaml"
    if not file.is_file():
        raise MissingDataError(
            f"no data {name!r} for the language {language!r}; it has to be added"
        )
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise MissingDataError(f"{language}/{name}.yaml must hold a mapping")
    return data
