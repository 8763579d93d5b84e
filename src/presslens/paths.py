"""Where things lie when nobody says: the cache of runs, the user's registry."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from presslens.errors import ParameterError

ACTORS_FOLDER = Path("data") / "actors"


def cache_folder() -> Path:
    """The folder for runs without a folder of their own; ``PRESSLENS_CACHE`` names another."""
    import platformdirs

    named = os.environ.get("PRESSLENS_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("presslens"))


def find_corpus(source: str | Path) -> Path:
    """``source`` as given, or seen from the project's root when a notebook runs in its folder.

    Raises:
        ParameterError: It is an empty text, which would mean the working folder.
    """
    if not str(source):
        raise ParameterError("corpus is empty; name a file or a folder ('.' is this one)")
    path = Path(source)
    if not path.is_absolute() and not path.exists() and Path.cwd().name == "notebooks":
        return Path("..") / path
    return path


def default_run_folder(corpus: Path) -> Path:
    """The run folder of ``corpus`` in the cache, the same each time."""
    place = str(corpus.resolve())
    name = re.sub(r"[^\w.-]+", "-", corpus.resolve().name)[:40] or "corpus"
    return (
        cache_folder()
        / "runs"
        / f"{name}-{hashlib.blake2b(place.encode(), digest_size=6).hexdigest()}"
    )


def user_registry(registry: str | Path | list[Path] | None = None) -> tuple[Path, ...]:
    """The user's registry files.

    Args:
        registry: Files or folders; or ``None`` for ``data/actors`` in the working folder or in one
            above it, if there is one.

    Raises:
        ParameterError: A path given does not exist.
    """
    if registry is None:
        here = Path.cwd()
        found = (p / ACTORS_FOLDER for p in (here, *here.parents))
        return next(((p,) for p in found if p.is_dir()), ())
    paths = [Path(registry)] if isinstance(registry, str | Path) else [Path(p) for p in registry]
    for path in paths:
        if not path.exists():
            raise ParameterError(f"registry {str(path)!r}: no such file or folder")
    return tuple(p.resolve() for p in paths)
