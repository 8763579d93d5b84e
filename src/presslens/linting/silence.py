"""Which findings are silenced: by code, or one by one in a file that is kept with the articles.

Each line of the file has a code, a path or pattern, and, if only one place is meant, words of its
reason or its text::

    # WitKoff is how the envoy's office writes it
    name-two-spellings  gazeta/2025-11-26*.txt  WitKoff
    mixed-letters       *
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from presslens.checks.codes import CODES
from presslens.errors import ParameterError

FILE: Final = ".presslens-ignore"
"""The file that is read from the folder of the articles if none is named."""
_MOST: Final = 10_000
"""Lines of such a file."""


@dataclass(frozen=True)
class Rule:
    """One line: silences ``code`` in files like ``pattern``, where ``words`` occur."""

    line: int
    code: str
    pattern: str
    words: str

    def silences(self, code: str, file: str, text: str) -> bool:
        """Whether a finding with that code, in that file and with that text, is silenced."""
        return self.code == code and fnmatch.fnmatchcase(file, self.pattern) and self.words in text


def known_codes(codes: Iterable[str]) -> frozenset[str]:
    """``codes``, all of them known.

    Raises:
        ParameterError: There is no such check; the message names the nearest.
    """
    found = frozenset(codes)
    for code in sorted(found - CODES.keys()):
        raise ParameterError(f"no check {code!r}; {_nearest(code)}")
    return found


def _nearest(code: str) -> str:
    close = get_close_matches(code, CODES, n=1)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(CODES)}"


def read_rules(file: Path) -> list[Rule]:
    """The rules in ``file``.

    Raises:
        ParameterError: The file can't be read, or a line breaks the form; the message names it.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{file} can't be read: {error}") from error
    if len(lines) > _MOST:
        raise ParameterError(f"{file} has {len(lines)} lines; at most {_MOST} are allowed")
    rules = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        code, *rest = line.split(maxsplit=2)
        if code not in CODES:
            raise ParameterError(f"{file}, line {number}: no check {code!r}; {_nearest(code)}")
        if not rest:
            raise ParameterError(
                f"{file}, line {number}: behind {code!r} a path is missing; write '*' for all files"
            )
        rules.append(Rule(number, code, rest[0], rest[1].strip() if len(rest) > 1 else ""))
    return rules
