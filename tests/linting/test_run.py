import logging

import pytest

from presslens.errors import CorpusError, ParameterError
from presslens.linting import lint
from presslens.linting.run import Finding, is_failing

UNCLOSED = "Guvernul a semnat un acord cu sindicatele.\nEl conține „o clauză pe care n-o vrea."


@pytest.fixture
def articles(tmp_path):
    (tmp_path / "unu.txt").write_text(f"title: Unu\n\n{UNCLOSED}\n", encoding="utf-8")
    return tmp_path


def places(findings):
    return [(f.code, f.line, f.column) for f in findings]


def test_findings_have_their_place_in_the_file(articles):
    for path in (articles, articles / "unu.txt"):
        (finding,) = lint(path, registry=[])
        assert places([finding]) == [("unclosed-quote", 4, 12)]
        assert finding.file == str(articles / "unu.txt")
        assert finding.text == "„"


def test_select_and_ignore(articles):
    assert lint(articles, ignore=["unclosed-quote"], registry=[]) == []
    assert lint(articles, select=["mixed-letters"], registry=[]) == []
    assert len(lint(articles, select=["unclosed-quote"], registry=[])) == 1
    with pytest.raises(ParameterError, match="no check"):
        lint(articles, select=["nimic"], registry=[])


def test_a_file_of_the_folder_silences_one(articles):
    (articles / ".presslens-ignore").write_text("unclosed-quote unu.txt o clauză\n", "utf-8")
    assert lint(articles, registry=[]) == []


def test_a_file_that_is_named_is_read_instead(articles, tmp_path_factory):
    named = tmp_path_factory.mktemp("altundeva") / "reguli"
    named.write_text("unclosed-quote alta.txt\n", encoding="utf-8")
    (articles / ".presslens-ignore").write_text("unclosed-quote *\n", "utf-8")
    assert len(lint(articles, ignore_file=named, registry=[])) == 1


def test_a_rule_that_silences_nothing_is_told(articles, caplog):
    (articles / ".presslens-ignore").write_text("mixed-letters *\n", "utf-8")
    with caplog.at_level(logging.WARNING, "presslens"):
        assert len(lint(articles, registry=[])) == 1
    assert "line 1 of the ignore file silences nothing: mixed-letters" in caplog.text


def test_nothing_to_read(tmp_path):
    with pytest.raises(CorpusError):
        lint(tmp_path / "nu")


@pytest.mark.parametrize(
    ("fail_on", "fails"),
    [("error", False), ("warning", True), ("note", True), ("never", False)],
)
def test_what_fails(fail_on, fails):
    found = [Finding("a", 1, 1, "unclosed-quote", "warning", "m", "t")]
    assert is_failing(found, fail_on) is fails
    assert not is_failing([], fail_on)


def test_an_unknown_severity_is_refused():
    with pytest.raises(ParameterError, match="allowed are error, warning, note and never"):
        is_failing([], "grav")
