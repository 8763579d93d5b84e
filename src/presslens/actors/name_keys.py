"""Keys of names: the id that a name gives its actor, and what all spellings of a name share."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from presslens.actors.matcher import sound
from presslens.language.text import comparison_key

PREFIX: Final = "found-"
"""Begins the id of each actor that the registry does not know; no id in the registry has it."""

_LONGEST: Final = 80 - len(PREFIX)
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_PART: Final = re.compile(r"[^\W_]+")


def slug(name: str) -> str:
    """``name`` as the part of an id: small letters without marks, digits and hyphens.

    A name that is too long, or in letters that are not Latin, gets a digest of it besides.
    """
    key = comparison_key(name)
    plain = _OTHER.sub("-", key).strip("-")
    lost = not key.isascii()
    if plain and not lost and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
    return f"{plain[: _LONGEST - 13].strip('-')}-{digest}".lstrip("-")


def found_id(name: str) -> str:
    """The id of the actor that is called ``name`` and that the registry does not know."""
    return PREFIX + slug(name)


def parts(name: str) -> list[str]:
    """The comparison keys of the words of ``name``, hyphenated ones taken apart."""
    return _PART.findall(comparison_key(name))


def spelling(name: str) -> tuple[str, ...]:
    """What the spellings of a person's name share: Gârneț and Gîrneț; Popescu Ion, Ion Popescu."""
    return tuple(sorted(sound(part) for part in parts(name.replace("â", "î").replace("Â", "Î"))))


def surname(name: str) -> str:
    """The sound of the surname in a person's full name, or of a name that has one word."""
    keys = parts(name.split()[-1])
    return sound("-".join(keys))
