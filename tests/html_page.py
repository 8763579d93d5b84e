"""Reads a page of a report as a browser would: elements with their ancestors, and what is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"meta", "link", "img", "br", "hr"})
SCHEMES = ("https://", "http://")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    ancestors: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """``elements`` in order; ``text`` is all that stands between them, but the style sheet."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []

    def handle_starttag(self, tag, attrs):
        above = tuple(e.tag for e in self._open)
        element = Element(tag, {k: v or "" for k, v in attrs}, above)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data):
        for element in self._open:
            element.text += data
        if not any(e.tag == "style" for e in self._open):
            self.text += data

    def all(self, tag):
        return [e for e in self.elements if e.tag == tag]


def read_page(path: Path) -> Page:
    """The page at ``path``; every tag in it has to be closed."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    assert not page._open, f"never closed: {[e.tag for e in page._open]}"
    return page


def live_parts(page: Page) -> list[str]:
    """What of ``page`` would run, load or send something; a clean page has none."""
    found = []
    for element in page.elements:
        if element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        for name, value in element.attributes.items():
            if name.startswith("on") or name in (
                "srcset",
                "srcdoc",
                "action",
                "ping",
                "background",
            ):
                found.append(f"{element.tag} {name}={value[:80]!r}")
            if name == "src" and not value.startswith("data:image/"):
                found.append(f"{element.tag} src={value[:80]!r}")
            if name == "href" and not _may_link(element.tag, value):
                found.append(f"{element.tag} href={value[:80]!r}")
            if name == "style" and ("url(" in value or "expression" in value):
                found.append(f"{element.tag} style={value[:80]!r}")
    return found


def _may_link(tag: str, href: str) -> bool:
    if tag == "link":
        return href == "data:,"
    return tag == "a" and (href.startswith(SCHEMES) or ":" not in href)


TAGS = frozenset(
    [
        *("html", "head", "meta", "title", "link", "style", "body", "header", "footer", "nav"),
        *("main", "section", "div", "p", "a", "ul", "li", "h1", "h2", "h3", "pre", "span"),
        *("figure", "figcaption", "img", "details", "summary", "blockquote", "mark", "b"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "em", "code"),
    ]
)
"""The elements that pages are made of."""
