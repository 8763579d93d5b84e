"""The text that goes with a picture: what it shows, in words, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes

from presslens.plots.clean import plain, shorten
from presslens.plots.labels import text

_ITEMS: Final = 12


@dataclass(frozen=True, slots=True)
class Description:
    """The alternative text, title and footer of one picture.

    ``nothing`` is the line that an empty picture shows; "" where there is something to see.
    """

    alt: str
    title: str
    footer: str
    nothing: str = ""


_DESCRIPTIONS: WeakKeyDictionary[Axes, Description] = WeakKeyDictionary()


def describe(ax: Axes, description: Description) -> None:
    """Keep ``description`` for as long as ``ax`` lives."""
    _DESCRIPTIONS[ax] = description


def description_of(ax: Axes) -> Description:
    """The description of ``ax``; an empty one if no plot of presslens drew it."""
    return _DESCRIPTIONS.get(ax, Description("", ax.get_title(), ""))


def alt_text(ax: Axes) -> str:
    """What the picture shows, in one sentence made from its numbers.

    Args:
        ax: What a plot function returned.
    """
    return description_of(ax).alt


def listed(items: Iterable[str], language: str) -> str:
    """The items as one text; after the first twelve only how many more there are."""
    every = [shorten(plain(item), 120) for item in items]
    if len(every) > _ITEMS:
        every[_ITEMS:] = [text("more", language, n=len(every) - _ITEMS)]
    return "; ".join(every)
