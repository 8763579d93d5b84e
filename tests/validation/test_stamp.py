import json
from dataclasses import replace

import pytest

from presslens import reporting, validation
from presslens.errors import ParameterError, RunError
from presslens.validation.result import FILE, load

ANSWERS = ["negative"] * 4 + ["neutral"] * 6 + ["positive"] * 2


@pytest.fixture
def run(make, tmp_path):
    return make(ANSWERS, folder=tmp_path)


@pytest.fixture
def result(run, filled):
    labels = filled(validation.draw(run), [*ANSWERS[:-1], "n"])
    return validation.score(run, labels, labels, coders=("Ana", "Dan"), resamples=100)


def test_without_a_validation_nothing_is_shown(run):
    assert reporting.validation_stamp(run) is None


def test_what_is_kept_is_read_again(run, result):
    assert validation.save(run, result) == run.folder / FILE
    assert load(run.folder) == result
    assert [path.name for path in run.folder.iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ro", ("Validare", "12 mențiuni", "2 codificatori", "acuratețe 0,92", "kappa 1,00")),
        ("en", ("Validation", "12 mentions", "2 coders", "accuracy 0.92", "kappa 1.00")),
    ],
)
def test_figures_are_told_in_both_languages(run, result, language, words):
    validation.save(run, result)
    shown = reporting.validation_stamp(run, language=language)
    assert [word for word in words if word not in shown.plain] == []
    assert [word for word in words if word not in shown.html] == []


def test_what_the_file_says_is_escaped(run, result):
    evil = "<script>alert(1)</script>"
    run = replace(run, sentiments=run.sentiments.assign(model=evil))
    validation.save(run, replace(result, models=(evil,)))
    assert "<script" not in reporting.validation_stamp(run, language="en").html


@pytest.mark.parametrize("column", ["model", "label"])
def test_another_model_or_another_answer_makes_it_out_of_date(run, result, column):
    validation.save(run, result)
    other = run.sentiments.copy()
    if column == "model":
        other["model"] = "another"
    else:
        other.loc[other.index[0], "label"] = "unclear"
    shown = reporting.validation_stamp(replace(run, sentiments=other), language="en")
    n = {"model": 12, "label": 1}[column]
    assert f"no longer holds: of 12 answers compared, {n} are" in shown.plain
    assert "0.92" not in shown.plain


def test_more_mentions_since_are_told(make, run, result):
    validation.save(run, result)
    grown = make([*ANSWERS, "neutral"], folder=run.folder)
    shown = reporting.validation_stamp(grown, language="en")
    assert "another number of scored mentions since: 13, then 12" in shown.plain


def test_figures_of_a_part_of_a_run_are_not_kept(run, result):
    with pytest.raises(ParameterError, match="a part of the run"):
        validation.save(replace(run, sentiments=run.sentiments.iloc[1:]), result)
    assert not (run.folder / FILE).exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "no validation of presslens"),
        ({"version": 99}, "update presslens"),
        ({"version": "<b>"}, "update presslens"),
        ({"n": "many"}, "n: .*delete it and run"),
        ({"sample": None}, "sample: "),
    ],
)
def test_a_broken_file_is_told_with_the_remedy(run, result, change, message):
    path = validation.save(run, result)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change))
    with pytest.raises(RunError, match=message):
        reporting.validation_stamp(run)


class TestAnAnalysedCorpus:
    """The whole way, with the run of a corpus."""

    @pytest.fixture
    def folder(self, corpus, tmp_path):
        import presslens

        run = presslens.annotate(corpus, out=tmp_path / "run", registry=[])
        sample = validation.draw(run, n=5)
        validation.save(run, validation.score(run, sample.assign(label="0")))
        return run.folder

    def test_a_filtered_page_shows_the_figures_of_the_whole_run(self, folder):
        import presslens

        shown = [
            reporting.validation_stamp(presslens.open_run(folder, **filters), language="en").plain
            for filters in ({}, {"until": "2025-11-26"})
        ]
        assert shown[0] == shown[1]
        assert "On a sample of 5 mentions" in shown[0]

    def test_analysing_more_keeps_the_validation(self, folder, corpus):
        import presslens

        new = corpus / "curierul" / "2025-11-30-nou.txt"
        new.write_text("date 2025-11-30\nRusia a atacat Ucraina. Ucraina a răspuns.\n", "utf-8")
        run = presslens.annotate(corpus, out=folder, registry=[])
        assert "another number of scored" in reporting.validation_stamp(run, language="en").plain

    def test_the_index_of_a_report_shows_it(self, folder, tmp_path, monkeypatch):
        import presslens
        from presslens.reporting import site
        from presslens.reporting.notebooks import Outcome
        from tests.html_page import read_page

        monkeypatch.setattr(
            site, "execute", lambda name, source, *_, progress: Outcome(name, source, None)
        )
        index = presslens.report(
            folder, out=tmp_path / "out", notebooks=["briefing"], parameters={"language": "en"}
        )
        assert "On a sample of 5 mentions" in read_page(index).text
