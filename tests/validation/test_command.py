import sys

import pytest

from presslens import cli, validation
from presslens.run import open_run
from presslens.validation.result import FILE


@pytest.fixture
def command(monkeypatch, capfd):
    """``command(*arguments)``: exit status, what stands on stdout, what on stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["presslens", "validate", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capfd.readouterr()
        return ended.value.code or 0, written.out, written.err

    return run


@pytest.fixture
def folder(analysed, tmp_path):
    """The run of the small corpus, to write into."""
    import shutil

    return shutil.copytree(analysed.folder, tmp_path / "run")


def label(path, value):
    frame = validation.read_labels(path).drop(columns="row")
    validation.write_labels(frame.assign(label=value), path)


def test_sample_then_score(command, folder, tmp_path):
    path = tmp_path / "labels.csv"
    status, out, err = command("sample", folder, "--out", path, "--n", 4, "--by", "label,kind")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == str(path)
    label(path, "0")
    status, out, _ = command("score", folder, path)
    assert status == 0
    assert "On a sample of 4 mentions" in out
    assert (folder / FILE).is_file()


def test_two_coders_and_where_they_disagree(command, folder, tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path, value in zip(paths, ("0", "p"), strict=True):
        command("sample", folder, "--out", path, "--n", 3)
        label(path, value)
        frame = validation.read_labels(path).drop(columns="row")
        frame.loc[0, "label"] = "neutral"
        validation.write_labels(frame, path)
    status, out, _ = command("score", folder, *paths, "--language", "ro")
    assert status == 0
    assert "kappa" in out
    assert "2 in dispute" in out
    disputed = validation.read_labels(tmp_path / "disagreements.csv")
    assert disputed["label_a"].tolist() == ["neutral"] * 2
    assert disputed["label_b"].tolist() == ["positive"] * 2


def test_disputes_decided_in_part_are_kept_as_they_are(command, folder, tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    sample = validation.draw(open_run(folder), n=4)
    for path, value in zip(paths, ("0", "p"), strict=True):
        validation.write_labels(sample.assign(label=["n", value, value, value]), path)
    third = tmp_path / "disagreements.csv"
    validation.write_labels(sample.assign(label=["", "n", "", ""]), third)
    before = third.read_bytes()
    for files, n_open in ((paths, 3), ([*paths, third], 2)):
        status, out, _ = command("score", folder, *files)
        assert status == 0
        assert f"{n_open} in dispute: decide them in {third}" in out
    assert third.read_bytes() == before


def test_labels_are_never_overwritten(command, folder, tmp_path):
    path = tmp_path / "labels.csv"
    command("sample", folder, "--out", path)
    label(path, "p")
    before = path.read_bytes()
    status, out, err = command("sample", folder, "--out", path)
    assert (status, out) == (2, "")
    assert "labels or notes already; name another file" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--out", "labels.txt"), "a label file is .csv or .xlsx"),
        (("--out", "labels.csv", "--by", "day"), "by"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_line(
    command, folder, arguments, message, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    status, _, err = command("sample", folder, *arguments)
    assert status == 2
    assert err.startswith("presslens: ")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_wrong_label_is_named_with_file_and_row(command, folder, tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("mention_id,label\nm1,maybe\n", encoding="utf-8")
    status, _, err = command("score", folder, path)
    assert status == 2
    assert "labels.csv, row 2: label is 'maybe'; write negative, neutral or positive" in err
