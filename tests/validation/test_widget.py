import sys

import pytest

from presslens import validation
from presslens.errors import MissingDataError, ValidationError
from presslens.validation.labels import read_labels
from presslens.validation.widget import mention_html


@pytest.fixture
def run(make):
    return make(["neutral", "negative", "positive"])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "labels.csv"


def kept(path):
    return read_labels(path)["label"].fillna("").tolist()


def test_it_begins_the_file_and_keeps_each_answer_at_once(run, path):
    desk = validation.label(run, path, language="en")
    assert kept(path) == ["", "", ""]
    desk.buttons["negative"].click()
    assert kept(path) == ["negative", "", ""]
    desk.keys.value = "0"
    assert kept(path) == ["negative", "neutral", ""]
    assert repr(desk) == f"{path}: 2/3"


def test_it_goes_on_where_the_file_was_left(run, path):
    validation.label(run, path).buttons["x"].click()
    again = validation.label(run, path)
    assert again.labelling.current["sample_id"] == "2"
    assert again.labelling.done == 1


def test_an_answer_can_be_changed_and_a_mention_left_for_later(run, path):
    desk = validation.label(run, path)
    desk.buttons["skip"].click()
    desk.buttons["positive"].click()
    desk.buttons["back"].click()
    desk.note.value = "irony, =1+1"
    desk.buttons["negative"].click()
    assert kept(path) == ["", "negative", ""]
    assert read_labels(path)["note"].tolist()[1] == "irony, =1+1"


def test_a_strange_key_does_nothing(run, path):
    desk = validation.label(run, path)
    desk.keys.value = "q"
    assert kept(path) == ["", "", ""]
    assert desk.keys.value == ""


def test_a_file_that_somebody_else_changed_is_not_written_over(run, path):
    desk = validation.label(run, path)
    validation.label(run, path).buttons["positive"].click()
    desk.buttons["negative"].click()
    assert kept(path) == ["positive", "", ""]


def test_weights_stay_as_they_were(run, path):
    sample = validation.draw(run).assign(weight=[1500, 2, 123456789])
    validation.label(sample, path).buttons["neutral"].click()
    assert read_labels(path)["weight"].tolist() == [1500, 2, 123456789]


def test_a_file_of_another_run_is_refused(make, run, path):
    validation.label(run, path)
    with pytest.raises(ValidationError, match="2 of 3 mentions are not of this run"):
        validation.label(make(["neutral"]), path)


def test_what_an_article_says_is_escaped():
    row = {
        "outlet": "<i>G</i>", "before": "<script>", "sentence": "a <b> [[R & U]] [[x]]",
        "after": "<img src=x onerror=alert(1)>",
    }  # fmt: skip
    shown = mention_html(row, "<?>")
    assert all(bad not in shown for bad in ("<i>", "<script", "<b> ", "<img", "<?>"))
    assert "<mark>R &amp; U</mark> [[x]]" in shown


def test_where_nothing_runs_it_says_how_far_one_is(run, path):
    bundle = validation.label(run, path)._repr_mimebundle_()
    assert bundle["text/plain"] == f"{path}: 0/3"
    assert "0/3" in bundle["text/html"]


def test_without_ipywidgets_the_remedy_is_named(run, path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(MissingDataError, match="pip install ipywidgets"):
        validation.label(run, path)
    assert not path.exists()


def test_importing_validation_imports_no_widgets():
    import subprocess

    code = "import sys, presslens.validation.widget; print('ipywidgets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
