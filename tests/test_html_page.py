"""The reader of pages finds what it is there to find."""

import pytest

from tests.html_page import live_parts, read_page


@pytest.fixture
def page_of(tmp_path):
    def make(html):
        (tmp_path / "x.html").write_text(html, encoding="utf-8")
        return read_page(tmp_path / "x.html")

    return make


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=x>a</p>",
        "<img src=x>",
        "<img src='https://evil.example/x.png'>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href=' javascript:alert(1)'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<link rel=stylesheet href='https://evil.example/x.css'>",
        "<iframe></iframe>",
        "<svg></svg>",
        "<form></form>",
        "<p style='background:url(x)'>a</p>",
    ],
)
def test_what_is_live_is_found(page_of, html):
    assert len(live_parts(page_of(html))) >= 1


def test_what_is_escaped_is_not_live(page_of):
    page = page_of("<p title='&lt;script&gt;'>&lt;script&gt;</p><a href='x.html'>x</a>")
    assert live_parts(page) == []
    assert page.text == "<script>x"


@pytest.mark.parametrize("html", ["<p>a</details></p>", "<details><p>a</p>", "</p>"])
def test_tags_that_do_not_pair_are_refused(page_of, html):
    with pytest.raises(AssertionError, match="clos"):
        page_of(html)
