"""A plot as HTML: the picture inside the page, its caption, and its evidence folded below."""

from __future__ import annotations

import base64
import io
import re
import sys
from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presslens.errors import ParameterError
from presslens.plots.clean import escape
from presslens.plots.describe import Description, description_of
from presslens.plots.evidence import details
from presslens.plots.html import FigureHTML
from presslens.plots.labels import labels

_SVG: Final[dict[Any, Any]] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "presslens",
    "svg.image_inline": True,
}
_NOTHING: Final = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_SUPERFLUOUS: Final = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.S
)

_LETTER: Final = re.compile(r'<path id="DejaVuSans-[^>]*>')
_LONG_NUMBER: Final = re.compile(r"scale\([^)]*\)|-?\d+\.\d{4,}")
"""More digits than can be seen; scale factors are found too, because they have to stay."""


def svg(ax: Axes) -> str:
    """The figure of ``ax`` as SVG: letters as paths, the same bytes every time.

    Args:
        ax: What a plot function returned.

    Raises:
        ParameterError: The axes belong to no figure.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ParameterError("the axes belong to no figure. Give what a plot function returned.")
    buffer = io.StringIO()
    with mpl.rc_context(_SVG):
        figure.savefig(buffer, format="svg", metadata=_NOTHING)
    return _smaller(_SUPERFLUOUS.sub("", buffer.getvalue()))


def _smaller(svg: str) -> str:
    """The same picture in fewer bytes: no digits that can't be seen, short names of letters."""
    svg = _LETTER.sub(lambda found: _rounded(found[0], 1), svg)
    svg = _rounded(svg, 2)
    svg = re.sub(r'(<use [^>]*)transform="translate\((\S+) 0\)"', r'\1x="\2"', svg)
    svg = svg.replace("DejaVuSans-", "").replace("xlink:href=", "href=")
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><")
    return re.sub(r'(?<=<g) id="[^"]*"', "", svg).strip()


def _rounded(svg: str, digits: int) -> str:
    def shorter(found: re.Match[str]) -> str:
        if found[0].startswith("scale"):
            return found[0]
        return f"{float(found[0]):.{digits}f}".rstrip("0").rstrip(".")

    return _LONG_NUMBER.sub(shorter, svg)


def show(ax: Axes, *, evidence: pd.DataFrame | None = None, language: str = "ro") -> FigureHTML:
    """``ax`` as a figure for a notebook or a report, and nothing drawn twice.

    Args:
        ax: What a plot function returned. Its figure is closed.
        evidence: From `presslens.measures.evidence`; the sentences stand folded under the picture.
        language: Language of the headings, "ro" or "en".

    Returns:
        An object that notebooks display: the picture as an SVG inside the page with its
        alternative text, source and n below it, and the evidence. In place of a picture of nothing
        stands one line that says why.

    Raises:
        ParameterError: The language is not known.
    """
    labels(language)
    said = description_of(ax)
    seen = _line(said) if said.nothing else _picture(ax, said)
    _close(ax)
    below = details(evidence, language) if evidence is not None else ""
    html = f'<figure class="presslens">{seen}{below}</figure>'
    return FigureHTML(html, said.alt or said.title)


def _picture(ax: Axes, said: Description) -> str:
    picture = base64.b64encode(svg(ax).encode()).decode()
    return (
        f'<img style="max-width:100%;height:auto" '
        f'src="data:image/svg+xml;base64,{picture}" alt="{escape(said.alt)}">'
        f"<figcaption>{escape(said.footer)}</figcaption>"
    )


def _line(said: Description) -> str:
    return f'<p class="note"><b>{escape(said.title)}:</b> {escape(said.nothing)}</p>'


def _close(ax: Axes) -> None:
    """Take the figure from pyplot, if pyplot has it, so that a notebook does not draw it again."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    figure = ax.get_figure(root=True)
    if pyplot is not None and isinstance(figure, Figure):
        pyplot.close(figure)
