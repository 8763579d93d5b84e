"""The parameters of notebooks and reports: types and allowed values, checked before any work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from presslens.errors import ParameterError


@dataclass(frozen=True)
class Parameter:
    """What a parameter may be: a closed set if ``allowed``, a number from ``least`` to ``most``."""

    kind: type
    optional: bool = True
    allowed: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000


PARAMETERS: Final[dict[str, Parameter]] = {
    "corpus": Parameter(str, optional=False),
    "since": Parameter(str),
    "until": Parameter(str),
    "outlets": Parameter(list),
    "actors": Parameter(list),
    "top": Parameter(int, optional=False, least=1, most=100),
    "language": Parameter(str, optional=False, allowed=("ro", "en")),
    "copies": Parameter(bool, optional=False),
    "unit": Parameter(str, optional=False, allowed=("sentence", "article")),
    "freq": Parameter(str, optional=False, allowed=("D", "W")),
    "minimum": Parameter(int, optional=False, least=1, most=100_000),
    "labels": Parameter(list, optional=False),
    "n": Parameter(int, optional=False, least=1, most=100_000),
    "by": Parameter(list, optional=False, allowed=("label", "outlet", "kind", "language")),
    "seed": Parameter(int, optional=False, least=0, most=1_000_000_000),
    "keep": Parameter(bool, optional=False),
    "evidence": Parameter(int, optional=False, least=1, most=50),
}


def check_parameters(given: Mapping[str, object]) -> None:
    """Refuses an unknown name, a wrong type, or a value outside what is allowed.

    Raises:
        ParameterError: The message names the parameter, the value and what is allowed.
    """
    for name, value in given.items():
        if name not in PARAMETERS:
            raise unknown_parameter(name, PARAMETERS)
        _check(name, value, PARAMETERS[name])


def unknown_parameter(name: str, known: Iterable[str]) -> ParameterError:
    """The error for a parameter that does not exist, with the nearest that does."""
    import difflib

    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return ParameterError(f"unknown parameter {name!r}; {hint}allowed are {', '.join(known)}")


def _check(name: str, value: object, rule: Parameter) -> None:
    if value is None:
        if not rule.optional:
            raise ParameterError(f"{name} is missing; {_allowed(rule)}")
        return
    if rule.kind is list:
        fits = isinstance(value, list | tuple | str)
    elif rule.kind is int:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, rule.kind)
    if not fits:
        raise ParameterError(f"{name} is {value!r}; {_allowed(rule)}")
    if rule.allowed and not set(_names(value, rule)) <= set(rule.allowed):
        raise ParameterError(f"{name} is {value!r}; {_allowed(rule)}")
    if rule.kind is int and not rule.least <= int(str(value)) <= rule.most:
        raise ParameterError(f"{name} is {value!r}; {_allowed(rule)}")


def _names(value: object, rule: Parameter) -> list[str]:
    """What must be allowed each: the names of a list, else the value itself."""
    if rule.kind is not list:
        return [str(value)]
    parts = value if isinstance(value, list | tuple) else str(value).split(",")
    return [str(part).strip() for part in parts]


def _allowed(rule: Parameter) -> str:
    if rule.allowed:
        return "allowed are " + ", ".join(rule.allowed)
    if rule.kind is int:
        return f"allowed is a whole number from {rule.least} to {rule.most}"
    if rule.kind is list:
        return "allowed is a list of names, or names with commas between"
    return {bool: "allowed are true and false", str: "allowed is a text"}[rule.kind]


def parse_parameters(pairs: Iterable[str]) -> dict[str, Any]:
    """``name=value`` pairs of a command line as typed, checked parameters.

    Raises:
        ParameterError: A pair has no ``=``, its name is unknown, or its value does not fit.
    """
    parsed: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ParameterError(f"{pair!r} is not a parameter; write name=value")
        if name not in PARAMETERS:
            raise unknown_parameter(name, PARAMETERS)
        parsed[name] = _converted(text, PARAMETERS[name].kind)
    check_parameters(parsed)
    return parsed


def _converted(text: str, kind: type) -> object:
    if kind is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind is bool:
        return {"true": True, "false": False, "1": True, "0": False}.get(text.lower(), text)
    if kind is int and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    return text
