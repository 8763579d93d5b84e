import numpy as np
import pytest
import yaml

from presslens.errors import MissingDataError
from presslens.sentiment import MODELS
from presslens.sentiment.errors import CLASSES, known_error, read_errors
from tests.sentiment.known import COUNTS, confusion, entry


@pytest.fixture
def write(tmp_path):
    def written(entries):
        file = tmp_path / "errors.yaml"
        file.write_text(yaml.safe_dump(entries), encoding="utf-8")
        return file

    return written


def test_counts_are_read_by_model_and_language(write):
    errors = read_errors(write([entry(), entry(language="en")]))
    assert set(errors) == {("lexicon", "ro"), ("lexicon", "en")}
    found = errors["lexicon", "ro"]
    assert found.array.tolist() == [list(row) for row in COUNTS]
    assert found.n == 313
    assert found.told("ro") == "mențiuni de probă"


def test_every_shipped_error_is_of_a_model_that_there_is():
    from presslens.sentiment.errors import _shipped

    assert {model for model, _ in _shipped()} <= set(MODELS)


def test_an_unmeasured_model_has_no_known_error():
    assert known_error("nothing", "ro") is None


def _changed(key, value):
    return [entry() | {key: value}]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"model": "lexicon"}, "a list of entries"),
        (["lexicon"], "entry 1: needs exactly the keys counts, language, model, on"),
        ([entry() | {"note": "x"}], "needs exactly the keys"),
        (_changed("model", 3), "model is 3"),
        (_changed("on", {"ro": "x"}), "'on' needs a line for each of"),
        (_changed("counts", {"negative": {}}), "counts need exactly the rows"),
        (_changed("counts", {c: {} for c in CLASSES}), "the answers"),
        ([entry(counts=((1, 2, 3, -1), *COUNTS[1:]))], "whole, 0 or more"),
        ([entry(counts=((1, 2, 3, 0.5), *COUNTS[1:]))], "whole, 0 or more"),
        ([entry(counts=((0, 0, 0, 0), *COUNTS[1:]))], "nothing was truly negative"),
        ([entry(), entry()], "has an entry for ro already"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_with_its_place(write, entries, says):
    with pytest.raises(MissingDataError, match=says):
        read_errors(write(entries))


def test_text_that_is_not_yaml_is_refused(tmp_path):
    file = tmp_path / "errors.yaml"
    file.write_text("- {", encoding="utf-8")
    with pytest.raises(MissingDataError, match="not YAML"):
        read_errors(file)


def test_unclear_answers_are_not_right_and_spoil_no_precision():
    error = confusion()
    f1 = [2 * 30 / (44 + 43), 2 * 212 / (249 + 223), 2 * 12 / (20 + 23)]
    assert error.macro_f1 == pytest.approx(np.mean(f1))
    assert error.accuracy == pytest.approx((30 + 212 + 12) / 313)


def test_the_interval_of_macro_f1_contains_it_and_is_the_same_every_time():
    error = confusion()
    low, high = error.macro_f1_interval()
    assert low < error.macro_f1 < high
    assert 0.05 < high - low < 0.25
    assert error.macro_f1_interval() == (low, high)


def test_a_class_that_is_never_answered_has_an_f1_of_zero():
    counts = ((0, 10, 0, 0), (0, 80, 0, 0), (0, 10, 0, 0))
    assert confusion(counts=counts).macro_f1 == pytest.approx(2 * 80 / 180 / 3)
