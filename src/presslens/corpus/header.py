"""The header of a text file: what its first lines say about the article.

Two forms: ``date 2025-11-26`` in front of the text, also in the same line, and ``key: value``
lines up to the first blank line or the first line that is none. YAML front matter (``---``) is the
second form between fences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from presslens.language.text import comparison_key

KEYS: Final = {
    "date": "published", "data": "published", "published": "published", "publicat": "published",
    "data publicarii": "published", "title": "title", "titlu": "title", "outlet": "outlet",
    "publicatie": "outlet", "publicatia": "outlet", "sursa": "outlet", "source": "outlet",
    "ziar": "outlet", "url": "url", "link": "url", "author": "author", "autor": "author",
    "language": "language", "limba": "language",
}  # fmt: skip
"""The keys of a header, without case and diacritics, and the column each fills."""

_DAY: Final = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
_CLOCK: Final = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_INLINE_DATE: Final = re.compile(
    rf"(?:date|data)(?:[ \t]*:[ \t]*{_DAY}|[ \t]+\d{{4}}-\d{{1,2}}-\d{{1,2}}){_CLOCK}(?![\w/])",
    re.IGNORECASE,
)
_KEY_LINE: Final = re.compile(r"[ \t]*([^\W\d_]+(?:[ _][^\W\d_]+)?)[ \t]*:[ \t]*(.*)")
_BLANK: Final = " \t\n\r\f\v\ufeff\u200b\xa0"
_MAX_VALUE: Final = 400
_MAX_LINES: Final = 30


@dataclass(frozen=True)
class Header:
    """The values of a header by articles column, as written, and the text after it."""

    text: str
    values: dict[str, str] = field(default_factory=dict)


def split_header(text: str) -> Header:
    """Takes the header off ``text``; what is left is unchanged but for blank space at its ends."""
    body = text.strip(_BLANK)
    if body.startswith("---\n") and (fenced := _front_matter(body)):
        return fenced
    values: dict[str, str] = {}
    if found := _INLINE_DATE.match(body):
        rest = body[found.end() :]
        line_end = rest.find("\n") if "\n" in rest else len(rest)
        if rest[:line_end].strip(_BLANK):
            return Header(rest.strip(_BLANK), {"published": _date_value(found.group())})
        values["published"] = _date_value(found.group())
        body = rest[line_end + 1 :]
        if not body.partition("\n")[0].strip(_BLANK):
            return Header(body.strip(_BLANK), values)
    lines, rest = _key_lines(body, taken=set(values))
    if lines and (values or _is_header(lines, rest)):
        values |= lines
        body = rest
    return Header(body.strip(_BLANK), values)


def _date_value(found: str) -> str:
    return found[4:].lstrip(": \t").strip()


def _key_lines(body: str, taken: set[str]) -> tuple[dict[str, str], str]:
    """The leading ``key: value`` lines of ``body`` and what follows them."""
    values: dict[str, str] = {}
    position = 0
    for _ in range(_MAX_LINES):
        end = body.find("\n", position)
        end = len(body) if end < 0 else end
        pair = _pair(body[position : min(end, position + _MAX_VALUE + 60)])
        if pair is None or pair[0] in values or pair[0] in taken or len(pair[1]) > _MAX_VALUE:
            break
        values[pair[0]] = pair[1]
        position = min(end + 1, len(body))
    return {k: v for k, v in values.items() if v}, body[position:]


def _pair(line: str) -> tuple[str, str] | None:
    found = _KEY_LINE.fullmatch(line)
    if found is None:
        return None
    column = KEYS.get(comparison_key(found.group(1)).replace("_", " "))
    return (column, found.group(2).strip()) if column else None


def _is_header(values: dict[str, str], rest: str) -> bool:
    """Whether the lines are a header, and not a text that begins with such a word.

    Two keys are. One is when a blank line follows, or when its value can't begin a sentence.
    """
    if len(values) > 1 or not rest.partition("\n")[0].strip(_BLANK):
        return bool(rest.strip(_BLANK))
    (column, value), *_ = values.items()
    if column == "url":
        return "://" in value or value.startswith("www.")
    if column == "published":
        return re.match(rf"{_DAY}{_CLOCK}$|\d{{1,2}} [^\W\d_]+\.? \d{{4}}", value) is not None
    if column == "language":
        return value.isalpha()
    ends = ".…;:," if column == "title" else ".…;:,!?"
    return len(value) <= 200 and value[-1] not in ends


def _front_matter(body: str) -> Header | None:
    head, fence, _ = body[4 : 4 + _MAX_LINES * _MAX_VALUE].partition("\n---\n")
    if not fence:
        return None
    lines = head.split("\n")
    pairs = [pair for line in lines if (pair := _pair(line[: _MAX_VALUE + 60]))]
    if not pairs:
        return None
    values = {column: value.strip("\"'") for column, value in reversed(pairs) if value}
    after = body[4 + len(head) + len(fence) :]
    return Header(after.strip(_BLANK), values)
