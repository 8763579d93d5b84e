"""What a notebook cell shows as HTML, with a text for where there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Html:
    """A piece of HTML that notebooks display.

    Attributes:
        html: The HTML, safe to place in a page.
        plain: The same in words.
    """

    html: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.plain}


class FigureHTML(Html):
    """A picture with its caption and evidence."""

    __slots__ = ()


class TableHTML(Html):
    """A table."""

    __slots__ = ()
