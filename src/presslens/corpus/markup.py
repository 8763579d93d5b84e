"""Plain text from HTML that stands in a table's cell."""

from __future__ import annotations

import re
from typing import Final

_BLOCKS: Final = frozenset({
    "article", "blockquote", "br", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "section", "table", "tr", "ul",
})  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "iframe", "svg"})
_NAMES: Final = "p|div|article|section|html|body|h[1-6]|ul|blockquote"
_BLOCK_TAG: Final = re.compile(
    rf"<(?:{_NAMES}|br)(?:\s[^<>]{{0,500}})?/?>",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(rf"</(?:{_NAMES})\s*>", re.I)


def is_html(text: str) -> bool:
    """Whether ``text`` clearly is HTML: it begins with a tag of a block, or holds several."""
    head = text[:20_000]
    if "<" not in head:
        return False
    opened = len(_BLOCK_TAG.findall(head))
    closed = len(_CLOSING.findall(head))
    starts = _BLOCK_TAG.match(head.lstrip()) is not None
    return closed > 0 and (starts or opened + closed >= 4)


def plain_text(html: str) -> str:
    """The text of ``html``, a line a block, without scripts and styles.

    Parsed by lxml; the standard library's parser takes quadratic time on hostile pages.
    """
    import lxml.html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError, iterwalk  # type: ignore[import-untyped]

    data = html.replace("\0", "").encode("utf-8", "replace")
    try:
        root = lxml.html.document_fromstring(data, lxml.html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return ""
    parts: list[str] = []
    silent = 0
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        words = element.text if event == "start" else element.tail
        step = (tag in _SILENT) * {"start": 1, "end": -1}.get(event, 0)
        silent += step
        if tag in _BLOCKS:
            parts.append("\n")
        if words and not silent:
            parts.append(words.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
