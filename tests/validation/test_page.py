from pathlib import Path

import pytest

from presslens import validation
from presslens.validation.result import FILE

SAMPLE = Path(__file__).parents[2] / "data" / "articles"
ANSWERS = ["negative", "neutral", "positive"] * 2


@pytest.fixture
def run(make, tmp_path):
    return make(ANSWERS, folder=tmp_path)


@pytest.fixture
def sample(run):
    return validation.draw(run)


@pytest.mark.parametrize("labels", [[], "", " , "])
def test_without_a_file_it_tells_how_to_begin(run, sample, labels):
    for shown in (
        validation.desk(run, sample, labels, language="en"),
        validation.figures(run, labels, language="en"),
    ):
        assert "There are no labels yet" in shown.plain
    assert validation.in_dispute(run, labels).empty


def test_a_new_file_begins_with_the_sample_and_has_no_figures(run, sample, tmp_path):
    path = tmp_path / "labels.csv"
    desk = validation.desk(run, sample.head(4), [str(path)])
    assert desk.labelling.total == 4
    shown = validation.figures(run, str(path), keep=True, language="en")
    assert "Nothing labelled yet" in shown.plain
    assert not (tmp_path / FILE).exists()


def test_a_file_of_another_draw_is_gone_on_with(run, sample, tmp_path):
    path = tmp_path / "labels.csv"
    validation.write_labels(sample.head(4), path)
    assert validation.desk(run, sample.tail(1), [str(path)]).labelling.total == 4


@pytest.mark.parametrize("keep", [True, False])
def test_figures_are_kept_if_wanted(run, sample, filled, tmp_path, keep):
    path = tmp_path / "labels.csv"
    validation.write_labels(filled(sample, ANSWERS), path)
    assert "accuracy 1.00" in validation.figures(run, [str(path)], keep=keep, language="en").plain
    assert (tmp_path / FILE).exists() == keep


def test_disputes_of_two_files_named_with_a_comma(run, sample, filled, tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path, last in zip(paths, ("positive", "neutral"), strict=True):
        validation.write_labels(filled(sample, [*ANSWERS[:-1], last]), path)
    assert len(validation.in_dispute(run, ", ".join(map(str, paths)))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("labelled", [False, True])
def test_the_notebook_runs_with_and_without_labels(papermill, tmp_path, labelled):
    import nbformat

    import presslens

    given = {}
    if labelled:
        run = presslens.annotate(SAMPLE, out=tmp_path / "run")
        path = tmp_path / "labels.csv"
        validation.write_labels(validation.draw(run, n=20).assign(label="0"), path)
        given = {"labels": path, "corpus": run.folder, "keep": True}
    done = nbformat.read(papermill("validate", ("en",), **given)["en"], as_version=4)
    shown = [
        output["data"]["text/plain"]
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    told = "On a sample of 20 mentions" if labelled else "There are no labels yet"
    assert [text for text in shown if told in text] != []
    assert (tmp_path / "run" / FILE).exists() == labelled
