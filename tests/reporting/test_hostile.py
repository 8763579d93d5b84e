"""A corpus that tries everything: none of it may be live in a page."""

import base64
import json
import xml.etree.ElementTree as ET

import pytest

import presslens
from presslens.reporting.notebooks import PAGES
from tests.html_page import live_parts, read_page

SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(2)>"
TEMPLATE = "{{191*7}}{% raw %}${191*7}"
CLOSING = "</details></figure></main></body></html>"
BIDI = "\u202eesrever\u202c \u2066iso\u2069 \u200f\u0007"
MATH = "$x$ $\\frac{1}{0$ \\(y\\) _m_ **b** `c`"
FORMULA = "=cmd|' /C calc'!A0"
LINKS = "[x](javascript:alert(3)) ![y](https://evil.example/y.png) <javascript:alert(4)>"
EVERYTHING = " ".join([SCRIPT, IMAGE, TEMPLATE, CLOSING, BIDI, MATH, FORMULA, LINKS])
URLS = [
    "javascript:alert(5)", "data:text/html,<script>alert(6)</script>", " javascript:alert(7)",
    "https://evil.example/\" onmouseover=\"alert(8)", "vbscript:x", "//evil.example/x",
    "https://evil.example/<script>", FORMULA,
]  # fmt: skip


def articles():
    for n, url in enumerate(URLS):
        yield {
            "date": f"2025-11-{n + 1:02d}", "url": url, "author": EVERYTHING,
            "title": FORMULA if n else "T" * 3_000_000,
            "outlet": [EVERYTHING, SCRIPT, IMAGE][n % 3], "language": "ro",
            "text": (
                f"Rusia {SCRIPT} a criticat dur Ucraina {IMAGE} pentru atacul groaznic {n}. "
                f"„Mâine {CLOSING} vom pleca {TEMPLATE}”, a spus Donald Trump {BIDI} la Kremlin. "
                f"Statele Unite {MATH} {FORMULA} salută {LINKS} succesul Ucrainei din 3 mai 2026."
            ),
        }  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Name → page of the report of the hostile corpus."""
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "<img src=x onerror=alert(9)> & {{191*7}}"
    folder.mkdir()
    lines = "".join(json.dumps(article) + "\n" for article in articles())
    (folder / "news.jsonl").write_text(lines, encoding="utf-8")
    (folder / "\"'><img src=x onerror=alert(10)>.txt").write_text("", encoding="utf-8")
    (folder / "{{191*7}}<b>.txt").write_bytes(bytes(range(256)) * 8)
    index = presslens.report(folder, out=base / "out", registry=[])
    return {path.stem: path for path in index.parent.glob("*.html")}


pytestmark = pytest.mark.slow
every_page = pytest.mark.parametrize("name", ["index", *PAGES])


@every_page
def test_nothing_of_it_is_live(pages, name):
    assert live_parts(read_page(pages[name])) == []


@every_page
def test_no_template_is_filled_in(pages, name):
    page = read_page(pages[name])
    said = page.text + " ".join(e.attributes.get("alt", "") for e in page.elements)
    assert "1337" not in said


@every_page
def test_no_character_turns_the_text_around(pages, name):
    text = pages[name].read_text(encoding="utf-8")
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\x07")


@every_page
def test_a_page_stays_small(pages, name):
    assert pages[name].stat().st_size < 2_000_000


@every_page
def test_a_page_keeps_its_frame(pages, name):
    page = read_page(pages[name])
    assert [len(page.all(tag)) for tag in ("html", "body", "main")] == [1, 1, 1]
    assert len(page.all("nav")) == (0 if name == "briefing" else 1)
    assert page.all("footer")[-1].ancestors == ("html", "body")


@every_page
def test_pictures_hold_no_script(pages, name):
    for picture in read_page(pages[name]).all("img"):
        source = base64.b64decode(picture.attributes["src"].partition("base64,")[2]).decode()
        for node in ET.fromstring(source).iter():
            assert node.tag.rpartition("}")[2] not in ("script", "foreignObject", "a", "image")
            assert not [key for key in node.attrib if key.startswith("on")]
            links = [v for k, v in node.attrib.items() if k.rpartition("}")[2] == "href"]
            assert all(link.startswith("#") for link in links)


def test_the_hostile_text_is_shown_as_text(pages):
    text = read_page(pages["briefing"]).text
    for piece in (SCRIPT, "<img src=x onerror=alert(2)>", "{{191*7}}", CLOSING, FORMULA, MATH):
        assert piece in text


def test_evidence_stays_inside_its_figure(pages):
    quotes = read_page(pages["briefing"]).all("blockquote")
    closing = [q for q in quotes if CLOSING in q.text]
    assert closing
    assert all({"main", "figure", "details"} <= set(q.ancestors) for q in closing)


def test_addresses_that_are_no_web_addresses_are_not_linked(pages):
    for name in PAGES:
        links = [a.attributes["href"] for a in read_page(pages[name]).all("a")]
        assert not [h for h in links if "alert" in h and not h.startswith("https://evil.example/")]
        assert not [h for h in links if h.startswith("//")]


def test_names_of_files_are_shown_as_text(pages):
    text = read_page(pages["01_corpus"]).text
    assert "<img src=x onerror=alert(10)>.txt" in text
    assert "<img src=x onerror=alert(9)>" in text
