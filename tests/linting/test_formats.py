import json

import pytest

from presslens.linting import FORMATS, Finding

HOSTILE = Finding(
    "a:b,c%\x1b[2J\n.txt", 3, 7, "mixed-letters", "note", "motiv\n::error::fals \x1b[31m%0A", "x"
)
PLAIN = Finding("gazeta/unu.txt", 3, 7, "unclosed-quote", "warning", "nu sunt închise", "„")


def test_text_is_what_linters_print():
    written = FORMATS["text"]([PLAIN])
    assert written == "gazeta/unu.txt:3:7: warning unclosed-quote: nu sunt închise"


def test_json_holds_every_field():
    (read,) = json.loads(FORMATS["json"]([PLAIN]))
    assert read == {
        "file": "gazeta/unu.txt", "line": 3, "column": 7, "code": "unclosed-quote",
        "severity": "warning", "message": "nu sunt închise", "text": "„",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("severity", "word"), [("error", "error"), ("warning", "warning"), ("note", "notice")]
)
def test_github_has_the_words_of_its_annotations(severity, word):
    finding = Finding("a.txt", 1, 2, "unclosed-quote", severity, "motiv", "x")
    written = FORMATS["github"]([finding])
    assert written == f"::{word} file=a.txt,line=1,col=2,title=unclosed-quote::motiv"


@pytest.mark.parametrize("name", ["text", "github"])
def test_an_article_can_write_neither_lines_nor_commands_of_its_own(name):
    written = FORMATS[name]([HOSTILE, HOSTILE])
    assert len(written.splitlines()) == 2
    assert "\x1b" not in written


def test_github_escapes_what_parts_its_fields():
    written = FORMATS["github"]([HOSTILE])
    head = written.split("::")[1]
    assert "file=a%3Ab%2Cc%25" in head
    assert "%250A" in written


@pytest.mark.parametrize(("name", "nothing"), [("text", ""), ("github", ""), ("json", "[]")])
def test_nothing_found(name, nothing):
    assert FORMATS[name]([]) == nothing
