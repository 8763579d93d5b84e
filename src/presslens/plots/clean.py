"""Makes text from articles safe to draw and to write into HTML."""

from __future__ import annotations

import functools
import html
import unicodedata
from typing import Final
from urllib.parse import urlsplit

FONT: Final = "DejaVu Sans"
"""Comes with matplotlib, so a picture looks the same on every machine."""
UNKNOWN_GLYPH: Final = "□"


def plain(value: object) -> str:
    """``value`` as text without control, bidi and other invisible characters.

    White space becomes a single space each, so offsets into the text stay valid only for text
    without such characters: cut first, then clean.
    """
    kept = []
    for char in str(value):
        if char.isspace():
            kept.append(" ")
        elif not unicodedata.category(char).startswith("C"):
            kept.append(char)
    return "".join(kept)


def shorten(value: str, limit: int) -> str:
    """``value``, cut with "…" if it has more than ``limit`` characters."""
    return value if len(value) <= limit else f"{value[: limit - 1].rstrip()}…"


@functools.cache
def _has_glyph(char: str) -> bool:
    from matplotlib.font_manager import findfont, get_font

    return bool(get_font(findfont(FONT)).get_char_index(ord(char)))


def drawable(value: object, *, limit: int = 40) -> str:
    """``value`` as text that matplotlib draws as it stands, without mathtext or warnings.

    Letters that the font lacks become "□"; ``$`` is escaped; runs of white space become one.
    """
    text = " ".join(unicodedata.normalize("NFC", plain(value)).split())
    text = shorten(text, limit)
    text = "".join(c if _has_glyph(c) else UNKNOWN_GLYPH for c in text)
    return text.replace("$", r"\$")


def escape(value: object, *, limit: int = 2000) -> str:
    """``value`` as text for HTML, in an element or an attribute."""
    return html.escape(shorten(plain(value), limit), quote=True)


def safe_url(value: object) -> str | None:
    """``value`` if it is an http or https address that can be linked, else ``None``."""
    if not isinstance(value, str) or len(value) > 2000 or plain(value) != value or " " in value:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.hostname else None
