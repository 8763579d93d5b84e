import pytest

from presslens.errors import ParameterError
from presslens.linting.silence import known_codes, read_rules


def rules(tmp_path, text):
    file = tmp_path / ".presslens-ignore"
    file.write_text(text, encoding="utf-8")
    return read_rules(file)


def test_a_rule_has_code_pattern_and_words(tmp_path):
    (rule,) = rules(tmp_path, "# de ce\n\nname-two-spellings  gazeta/*.txt  WitKoff scris așa\n")
    assert (rule.line, rule.code, rule.pattern) == (3, "name-two-spellings", "gazeta/*.txt")
    assert rule.silences("name-two-spellings", "gazeta/unu.txt", "„WitKoff scris așa”")
    assert not rule.silences("name-two-spellings", "gazeta/unu.txt", "Zelenski")
    assert not rule.silences("name-two-spellings", "alta/unu.txt", "WitKoff scris așa")
    assert not rule.silences("mixed-letters", "gazeta/unu.txt", "WitKoff scris așa")


def test_without_words_it_silences_the_code_in_the_file(tmp_path):
    (rule,) = rules(tmp_path, "mixed-letters *")
    assert rule.silences("mixed-letters", "orice/fel.txt", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unclosed-quote", "line 1: behind 'unclosed-quote' a path is missing"),
        ("\nunclosed-qoute *", "line 2: no check 'unclosed-qoute'; did you mean 'unclosed-quote'"),
        ("zzz *", "there are "),
        ("# x\n" * 10_001, "at most 10000 are allowed"),
    ],
)
def test_a_line_that_breaks_the_form_is_named(tmp_path, text, said):
    with pytest.raises(ParameterError, match=r"presslens-ignore") as raised:
        rules(tmp_path, text)
    assert said in str(raised.value)


def test_a_file_that_is_missing_or_no_text(tmp_path):
    with pytest.raises(ParameterError, match="can't be read"):
        read_rules(tmp_path / "nu")
    (tmp_path / "octeți").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ParameterError, match="can't be read"):
        read_rules(tmp_path / "octeți")


def test_codes_are_known():
    assert known_codes(["mixed-letters"]) == {"mixed-letters"}
    with pytest.raises(ParameterError, match="did you mean 'mixed-letters'"):
        known_codes(["mixed-leters"])
