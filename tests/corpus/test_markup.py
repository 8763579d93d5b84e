import pytest

from presslens.corpus.markup import is_html, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<!-- x -->b<p>c <b>d</b> e</p><script>no</script>f<br>g &amp; h", "ab\nc d e\nf\ng & h"),
        ("<style>p { }</style><div>Unu</div><div>Doi\n trei</div>", "Unu\nDoi trei"),
        ('<?xml version="1.0" encoding="x"?><p>ț</p>', "ț"),
        ("<p>a\0b</p>", "ab"),
        ("", ""),
    ],
)
def test_plain_text_gives_a_line_a_block(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize("piece", ["<!--", "</", "<!", '<a b="', "&#", "<script>", "<![CDATA["])
@pytest.mark.usefixtures("no_hang")
def test_plain_text_ends_on_hostile_pages(piece):
    assert isinstance(plain_text(piece * 50_000), str)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>Unu</p>", True),
        ("  <div class='x'>Unu</div>", True),
        ("Intro <p>Unu</p><p>Doi</p>", True),
        ("Was 3 < 5 and 7 > 2?", False),
        ("Eticheta <p> deschide un paragraf.", False),
        ("AT&amp;T", False),
        ("", False),
    ],
)
def test_is_html_only_when_it_clearly_is(text, html):
    assert is_html(text) is html
