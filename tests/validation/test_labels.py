import openpyxl
import pandas as pd
import pytest

from presslens import validation
from presslens.errors import ValidationError
from presslens.validation.labels import canonical, labelled

WRITTEN = {
    "negative": ("negative", "Negativ", "n", "-1", "−1", "-1.0"),
    "neutral": ("neutral", "neutru", "0", " 0 ", "0,0"),
    "positive": ("positive", "POZITIV", "p", "1", "+1"),
    "x": ("x", "X"),
    None: ("", "  "),
}


def write(path, *rows, head="mention_id,label", encoding="utf-8"):
    path.write_text("\n".join([head, *rows]) + "\n", encoding=encoding)
    return path


@pytest.mark.parametrize(("label", "written"), [(k, w) for k, v in WRITTEN.items() for w in v])
def test_labels_are_read_as_people_write_them(label, written):
    assert canonical(written) == label


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_written_is_read_again(make, tmp_path, suffix):
    sample = validation.draw(make(["neutral", "negative"]))
    path = tmp_path / f"labels.{suffix}"
    validation.write_labels(sample.assign(label=["negative", ""]), path)
    read = validation.read_labels(path)
    assert read["label"].fillna("").tolist() == ["negative", ""]
    assert read["sentence"].tolist() == sample["sentence"].tolist()
    assert read["weight"].tolist() == sample["weight"].tolist()
    assert read["row"].tolist() == [2, 3]


def test_a_spreadsheet_hides_what_could_hint_at_the_answer(make, tmp_path):
    path = tmp_path / "labels.xlsx"
    sample = validation.draw(make(["neutral"]))
    validation.write_labels(sample, path)
    columns = openpyxl.load_workbook(path).active.column_dimensions
    hidden = [head for n, head in enumerate(sample.columns) if columns["ABCDEFGHIJ"[n]].hidden]
    assert hidden == ["mention_id", "weight"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a"])
def test_a_text_is_no_formula(make, tmp_path, text):
    sample = validation.draw(make(["neutral"])).assign(before=text)
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"labels.{suffix}"
        validation.write_labels(sample, path)
        assert validation.read_labels(path).loc[0, "before"] == text
    assert f",'{text}," in (tmp_path / "labels.csv").read_text(encoding="utf-8-sig")
    book = openpyxl.load_workbook(tmp_path / "labels.xlsx")
    assert "f" not in {c.data_type for c in book.active[2]}


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1250", "utf-16"])
def test_delimiters_and_encodings_of_spreadsheets(tmp_path, delimiter, encoding):
    head = delimiter.join(("mention_id", "label", "note"))
    row = delimiter.join(("m1", "n", "încă"))
    read = validation.read_labels(write(tmp_path / "a.csv", row, head=head, encoding=encoding))
    assert read.loc[0, ["label", "note"]].tolist() == ["negative", "încă"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["m1,n", "m2,bad"], r"a\.csv, row 3: label is 'bad'; write negative"),
        (["m1,n", ",p"], r"a\.csv, row 3: mention_id is empty; restore it"),
        (["m1,n", "m2,p", "m1,p"], r"a\.csv, row 4: the mention of row 2 once more; delete"),
    ],
)
def test_an_error_names_file_row_and_remedy(tmp_path, rows, message):
    with pytest.raises(ValidationError, match=message):
        validation.read_labels(write(tmp_path / "a.csv", *rows))


@pytest.mark.parametrize("weight", ["much", "0", "-1", "nan", "inf"])
def test_a_weight_is_a_number_over_nothing(tmp_path, weight):
    path = write(tmp_path / "a.csv", f"m1,n,{weight}", head="mention_id,label,weight")
    with pytest.raises(ValidationError, match=r"a\.csv, row 2: weight is"):
        validation.read_labels(path)


def test_other_files_are_told(tmp_path):
    with pytest.raises(ValidationError, match="no column 'label'"):
        validation.read_labels(write(tmp_path / "a.csv", "m1", head="mention_id"))
    with pytest.raises(ValidationError, match=r"is \.csv or \.xlsx"):
        validation.read_labels(tmp_path / "a.pdf")
    with pytest.raises(ValidationError, match="can't be read"):
        validation.read_labels(tmp_path / "nowhere.csv")
    (tmp_path / "a.xlsx").write_bytes(b"no book")
    with pytest.raises(ValidationError, match="can't be read"):
        validation.read_labels(tmp_path / "a.xlsx")


def test_an_empty_file_has_no_columns(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(ValidationError, match="no column 'mention_id'"):
        validation.read_labels(tmp_path / "a.csv")


def test_labels_are_not_written_over(make, tmp_path):
    path = tmp_path / "labels.csv"
    sample = validation.draw(make(["neutral", "negative"]))
    validation.refuse_labelled(path)
    validation.write_labels(sample, path)
    validation.refuse_labelled(path)
    validation.write_labels(sample.assign(note=["why?", ""]), path)
    assert labelled(path) == 1
    with pytest.raises(ValidationError, match="has 1 labels or notes already"):
        validation.refuse_labelled(path)


def test_a_frame_of_pandas_that_lost_its_texts(tmp_path):
    path = write(tmp_path / "a.csv", "m1,-1", "m2,", "m3,0")
    again = pd.read_csv(path)
    again.to_csv(path, index=False)
    assert validation.read_labels(path)["label"].fillna("").tolist() == ["negative", "", "neutral"]
