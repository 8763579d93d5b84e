import pytest

from presslens.errors import ParameterError, PresslensError
from presslens.parameters import PARAMETERS, check_parameters, parse_parameters

GOOD = {
    "corpus": "data/articles", "since": "2025-11-01", "until": None, "outlets": ["Gazeta"],
    "actors": "rusia,ucraina", "top": 15, "language": "en", "copies": False, "unit": "article",
    "freq": "D", "minimum": 1, "evidence": 50, "labels": "a.csv, b.csv", "n": 200,
    "by": "label, kind", "seed": 0, "keep": True,
}  # fmt: skip


def test_every_parameter_has_a_value_that_is_accepted():
    assert set(GOOD) == set(PARAMETERS)
    check_parameters(GOOD)


@pytest.mark.parametrize("name", ["since", "until", "outlets", "actors"])
def test_a_filter_may_be_left_out(name):
    check_parameters({name: None})


@pytest.mark.parametrize("name", ["corpus", "top", "language", "copies", "unit", "freq"])
def test_what_is_no_filter_may_not_be_missing(name):
    with pytest.raises(ParameterError, match=f"^{name} is missing; allowed"):
        check_parameters({name: None})


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("top", 0, "a whole number from 1 to 100"),
        ("top", 101, "a whole number from 1 to 100"),
        ("top", "15", "a whole number from 1 to 100"),
        ("top", 1.5, "a whole number from 1 to 100"),
        ("top", True, "a whole number from 1 to 100"),
        ("evidence", 51, "a whole number from 1 to 50"),
        ("minimum", -1, "a whole number from 1 to 100000"),
        ("language", "fr", "allowed are ro, en"),
        ("language", "RO", "allowed are ro, en"),
        ("unit", "paragraph", "allowed are sentence, article"),
        ("freq", "M", "allowed are D, W"),
        ("copies", "yes", "allowed are true and false"),
        ("copies", 1, "allowed are true and false"),
        ("outlets", 24, "a list of names"),
        ("actors", {"rusia": 1}, "a list of names"),
        ("since", 2025, "allowed is a text"),
        ("by", ["label", "day"], "allowed are label, outlet, kind, language"),
        ("by", "day,label", "allowed are label, outlet, kind, language"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(name, value, allowed):
    with pytest.raises(ParameterError) as error:
        check_parameters({name: value})
    assert str(error.value).startswith(f"{name} is {value!r}; ")
    assert allowed in str(error.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tpo", "top"), ("outlet", "outlets"), ("languge", "language"), ("form_since", "since")],
)
def test_an_unknown_name_gets_the_nearest_that_is_known(typed, meant):
    with pytest.raises(ParameterError) as error:
        check_parameters({typed: 1})
    assert f"unknown parameter {typed!r}; did you mean {meant!r}? allowed are" in str(error.value)


def test_a_name_near_to_none_gets_no_guess():
    with pytest.raises(ParameterError) as error:
        check_parameters({"zzzz": 1})
    assert "did you mean" not in str(error.value)
    assert all(name in str(error.value) for name in PARAMETERS)


def test_the_error_is_one_of_ours_and_a_value_error():
    assert issubclass(ParameterError, PresslensError)
    assert issubclass(ParameterError, ValueError)


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("top=7", 7),
        ("copies=true", True),
        ("copies=FALSE", False),
        ("copies=0", False),
        ("outlets=Gazeta, Ziarul de Nord ,", ["Gazeta", "Ziarul de Nord"]),
        ("outlets=", []),
        ("actors=rusia", ["rusia"]),
        ("since=2025-11-26", "2025-11-26"),
        ("since=", ""),
        ("language=en", "en"),
        ("corpus=a=b", "a=b"),
    ],
)
def test_a_pair_becomes_a_typed_value(pair, value):
    parsed = parse_parameters([pair])
    assert parsed == {pair.partition("=")[0]: value}
    assert type(next(iter(parsed.values()))) is type(value)


def test_pairs_come_together_and_the_last_of_a_name_counts():
    pairs = ["top=3", "language=en", "top=4"]
    assert parse_parameters(pairs) == {"top": 4, "language": "en"}
    assert parse_parameters([]) == {}


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("top", "'top' is not a parameter; write name=value"),
        ("tpo=3", "did you mean 'top'"),
        (" top=3", "unknown parameter"),
        ("=3", "unknown parameter ''"),
        ("top=", "top is ''; allowed is a whole number from 1 to 100"),
        ("top=many", "top is 'many'"),
        ("top=--5", "top is '--5'"),
        ("top=-5", "top is -5"),
        ("top=²", "top is '²'"),
        ("top=" + "9" * 5000, "allowed is a whole number"),
        ("copies=perhaps", "allowed are true and false"),
        ("language=fr", "allowed are ro, en"),
    ],
)
def test_a_wrong_pair_is_refused(pair, message):
    with pytest.raises(ParameterError) as error:
        parse_parameters([pair])
    assert message in str(error.value)
