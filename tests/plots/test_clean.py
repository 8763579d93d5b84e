import pytest

from presslens.plots.clean import drawable, escape, plain, safe_url


@pytest.mark.parametrize(
    ("raw", "drawn"),
    [
        ("cost $5 și $6", r"cost \$5 și \$6"),
        ("a\x00b\u202ec\ud800\nd", "abc d"),
        ("中x", "□x"),
        ("x" * 50, "x" * 39 + "…"),
    ],
)
def test_text_is_drawn_as_it_stands_or_replaced(raw, drawn):
    assert drawable(raw) == drawn


def test_plain_keeps_letters_and_spaces():
    assert plain("Ș ț\t”") == "Ș ț ”"


def test_escape_covers_attributes():
    assert escape("\"'<&>") == "&quot;&#x27;&lt;&amp;&gt;"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https://a b",
        "java\nscript:x", "http://[", "ftp://example.org", None, float("nan"),
        "https://example.org/\u202e", "https://" + "a" * 3000,
    ],
)  # fmt: skip
def test_only_web_addresses_are_safe(url):
    assert safe_url(url) is None


@pytest.mark.parametrize("url", ["https://example.org/ș?a=1", "http://example.org"])
def test_web_addresses_stay_as_they_are(url):
    assert safe_url(url) == url
