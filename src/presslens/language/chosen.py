"""The spaCy models that a run stands on where its user names others than those of the package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from presslens.errors import MissingDataError, ParameterError
from presslens.language.pipeline import LANGUAGES, load

Models = str | Path | Iterable[str | Path] | None
"""The names of installed models or their paths: none, one, or one for each language."""

_NOT_OF_THE_MODEL: Final = "__pycache__"


class Chosen(NamedTuple):
    """A model that was named, and what tells it from others.

    ``title`` and ``version`` are those it gives itself; ``digest`` changes with any of its files.
    """

    language: str
    model: str
    title: str
    version: str
    digest: str


def choose(models: Models) -> tuple[Chosen, ...]:
    """The models, by language; each reads the articles in its own language, and no others.

    Raises:
        MissingDataError: A model is not installed, can't be read, or is for a language of which
            there is no other data; the message says how to get one.
        ParameterError: Two of them are for one language.
    """
    named = [models] if isinstance(models, str | Path) else list(models or ())
    found: dict[str, Chosen] = {}
    for model in map(str, named):
        chosen = _read(model)
        if chosen.language in found:
            raise ParameterError(
                f"the models {found[chosen.language].model!r} and {model!r} are both for "
                f"{chosen.language!r}; name one for each language"
            )
        found[chosen.language] = chosen
    return tuple(found[language] for language in sorted(found))


def _read(model: str) -> Chosen:
    folder = _folder(model)
    meta = _meta(folder)
    if not meta and folder != Path(model):
        raise MissingDataError(f"{model!r} is installed, but no spaCy model; name one, or its path")
    language = str(meta.get("lang", LANGUAGES[0]))
    load(language, model=model)  # what is wrong with it is said here, before any work
    title = f"{language}_{meta.get('name', 'model')}"
    return Chosen(language, model, title, str(meta.get("version", "")), digest_of_files(folder))


def _folder(model: str) -> Path:
    """Where the model lies, as :func:`spacy.load` looks for it."""
    from spacy.util import get_package_path, is_package

    try:
        return get_package_path(model) if is_package(model) else Path(model)
    except (ImportError, ValueError):
        return Path(model)


def _meta(folder: Path) -> dict[str, Any]:
    """What the model says of itself; empty where there is no model."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def digest_of_files(folder: Path) -> str:
    """A short hash of the names and bytes of all files in ``folder``."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _NOT_OF_THE_MODEL not in path.parts:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "blake2b").digest()
            digest.update(path.relative_to(folder).as_posix().encode() + b"\n" + content)
    return digest.hexdigest()
