"""Reads the data files of a language (``ro/``, ``en/``): YAML, loaded and checked once."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from typing import Any

import yaml

from presslens.errors import MissingDataError


@functools.lru_cache(maxsize=64)
def load_data(language: str, name: str) -> dict[str, Any]:
    """The file ``<language>/<name>.yaml`` of the package, as a mapping.

    Raises:
        MissingDataError: There is no such file, which means that the language has no such data.
    """
    file = resources.files("presslens.language") / language / f"{name}.yaml"
    if not file.is_file():
        raise MissingDataError(
            f"no data {name!r} for the language {language!r}; it has to be added"
        )
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise MissingDataError(f"{language}/{name}.yaml must hold a mapping")
    return data


@functools.cache
def fingerprint() -> str:
    """A short hash of every language's data, so that a change of it is noticed."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in sorted(f.name for f in resources.files("presslens.language").iterdir()):
        place = resources.files("presslens.language") / folder
        if place.is_dir():
            for file in sorted(place.iterdir(), key=lambda f: f.name):
                if file.name.endswith((".yaml", ".tsv")):
                    digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
