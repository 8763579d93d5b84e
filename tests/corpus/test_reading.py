import datetime as dt
import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from presslens.corpus import check, read_corpus, read_with_report
from presslens.corpus.limits import MAX_NOTES, TIMEZONE
from presslens.errors import CorpusError, ParameterError
from presslens.tables import schemas

from .paragraphs import ENGLISH, FRENCH, OTHER_ROMANIAN, ROMANIAN

TODAY = dt.date(2025, 12, 1)


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(report, name):
    return report.loc[report["source_file"] == name, "reason_code"].tolist()


def test_reading_gives_a_validated_table(tmp_path):
    write(tmp_path, "a.txt", f"date 2025-11-26 {ROMANIAN}")
    articles = read_corpus(tmp_path, today=TODAY)
    pd.testing.assert_frame_equal(articles, schemas.validate(articles, "articles"))
    assert str(articles["published"].dtype) == "datetime64[us, Europe/Bucharest]"
    article = articles.iloc[0]
    assert article["published_from"] == "header"
    assert article["text"] == ROMANIAN
    assert article["n_words"] == len(ROMANIAN.split())
    assert article["source_file"] == "a.txt"
    assert len(article["article_id"]) == 16
    assert pd.isna(article["title"])


def test_reading_zone_is_the_one_of_the_tables():
    assert TIMEZONE == schemas.TIMEZONE


def test_reading_orders_by_file_and_row(tmp_path):
    write(tmp_path, "b/2.txt", ENGLISH)
    write(tmp_path, "b.json", json.dumps([{"text": FRENCH}, {"text": ROMANIAN}]))
    write(tmp_path, "a.txt", OTHER_ROMANIAN)
    articles = read_corpus(tmp_path, today=TODAY)
    assert articles["source_file"].tolist() == ["a.txt", "b.json", "b.json", "b/2.txt"]
    assert articles["text"].tolist() == [OTHER_ROMANIAN, FRENCH, ROMANIAN, ENGLISH]


def test_reading_a_single_file_names_it(tmp_path):
    path = write(tmp_path, "README.txt", ENGLISH)
    assert read_corpus(path, today=TODAY)["source_file"].tolist() == ["README.txt"]
    assert read_corpus(str(path), today=TODAY)["text"].tolist() == [ENGLISH]


def test_reading_takes_the_outlet_from_header_address_or_folder(tmp_path):
    write(tmp_path, "gazeta/1.txt", f"outlet: Ecoul\nurl: https://x.example/1\n\n{ROMANIAN}")
    write(tmp_path, "gazeta/2.txt", f"url: https://www.curierul.example/1\n\n{ENGLISH}")
    write(tmp_path, "gazeta/pod/3.txt", OTHER_ROMANIAN)
    write(tmp_path, "2025/4.txt", FRENCH)
    articles = read_corpus(tmp_path, today=TODAY).set_index("source_file")["outlet"]
    assert articles["gazeta/1.txt"] == "Ecoul"
    assert articles["gazeta/2.txt"] == "curierul.example"
    assert articles["gazeta/pod/3.txt"] == "gazeta"
    assert pd.isna(articles["2025/4.txt"])


def test_reading_an_outlet_that_is_no_name_leaves_it_missing(tmp_path):
    write(tmp_path, "a.csv", f'text,outlet\n"{ROMANIAN}",www.\n')
    assert read_corpus(tmp_path, today=TODAY)["outlet"].isna().all()


@pytest.mark.parametrize("kind", ["presslens-run", "presslens-report"])
def test_reading_passes_over_what_presslens_wrote(tmp_path, kind):
    write(tmp_path, "a.txt", ROMANIAN)
    write(tmp_path, "out/manifest.json", json.dumps({"format": kind}))
    write(tmp_path, "out/index.html", f"<p>{OTHER_ROMANIAN}</p>")
    write(tmp_path, "mine/manifest.json", json.dumps({"format": "something else"}))
    write(tmp_path, "mine/b.txt", OTHER_ROMANIAN)
    reading = read_with_report(tmp_path, today=TODAY)
    assert reading.articles["source_file"].tolist() == ["a.txt", "mine/b.txt"]
    assert codes(reading.report, "out") == ["own"]


def test_reading_takes_the_date_from_the_file_name_last(tmp_path):
    write(tmp_path, "2025-11-20_a.txt", ROMANIAN)
    write(tmp_path, "2025-11-20_b.txt", f"date 2025-11-26 {ENGLISH}")
    articles = read_corpus(tmp_path, today=TODAY)
    assert articles["published_from"].tolist() == ["file name", "header"]
    assert articles["published"].dt.day.tolist() == [20, 26]


@pytest.mark.parametrize(
    ("value", "code"),
    [("2031-01-01", "impossible_date"), ("1970-01-01", "impossible_date"), ("cândva", "bad_date"),
     ("", "no_date")],
)  # fmt: skip
def test_reading_reports_bad_dates_and_leaves_them_missing(tmp_path, value, code):
    path = write(tmp_path, "a.json", json.dumps([{"text": ENGLISH, "date": value}]))
    reading = read_with_report(path, today=TODAY)
    assert reading.articles["published"].isna().all()
    assert reading.articles["published_from"].isna().all()
    line = reading.report.query("status == 'doubtful'").iloc[0]
    assert (line["reason_code"], line["row"]) == (code, 1)


def test_reading_marks_the_crawl_date_as_such(tmp_path):
    rows = [{"text": ENGLISH, "first_seen": "2025-11-26"},
            {"text": FRENCH, "first_seen": "2025-11-26", "published": "2025-11-25"}]  # fmt: skip
    articles = read_corpus(write(tmp_path, "a.json", json.dumps(rows)), today=TODAY)
    assert articles["published_from"].tolist() == ["crawl", "metadata"]


def test_reading_uses_the_zone_given_for_times_without_one(tmp_path):
    path = write(tmp_path, "a.json", json.dumps([{"text": ENGLISH, "date": "2025-11-26 10:00"}]))
    published = read_corpus(path, timezone="UTC", today=TODAY)["published"].iloc[0]
    assert str(published) == "2025-11-26 12:00:00+02:00"


def test_reading_keeps_other_languages_and_says_they_are_not_scored(tmp_path):
    write(tmp_path, "a.txt", FRENCH)
    reading = read_with_report(tmp_path, today=TODAY)
    assert reading.articles["language"].tolist() == ["fr"]
    assert "not_scored" in codes(reading.report, "a.txt")


def test_reading_drops_exact_duplicates_and_names_the_twin(tmp_path):
    write(tmp_path, "a.json", json.dumps([{"text": FRENCH}, {"text": ENGLISH, "title": "T"}]))
    write(tmp_path, "b.json", json.dumps([{"text": ENGLISH, "title": "T"}]))
    reading = read_with_report(tmp_path, today=TODAY)
    assert len(reading.articles) == 2
    line = reading.report.query("reason_code == 'duplicate'").iloc[0]
    assert (line["source_file"], line["row"]) == ("b.json", 1)
    assert "a.json, row 2" in line["reason"]


def test_reading_marks_near_copies(tmp_path):
    write(tmp_path, "gazeta/a.txt", f"date 2025-11-27 {ROMANIAN}")
    write(tmp_path, "ecoul/b.txt", f"date 2025-11-26 {ROMANIAN} Redacția mulțumește cititorilor.")
    articles = read_corpus(tmp_path, today=TODAY).set_index("source_file")
    assert articles["is_copy"].to_dict() == {"ecoul/b.txt": False, "gazeta/a.txt": True}
    assert articles["story_id"].nunique() == 1


def test_reading_doubts_a_notice_taken_for_many_articles(tmp_path):
    notice = "Pentru a citi articolul aveți nevoie de un abonament la ediția noastră digitală."
    rows = [{"title": t, "text": notice} for t in ("Podul", "Handbal")]
    reading = read_with_report(write(tmp_path, "a.json", json.dumps(rows)), today=TODAY)
    assert reading.report.query("reason_code == 'same_text'")["row"].tolist() == [2]
    assert not reading.articles["is_copy"].any()


def test_reading_is_the_same_every_time(tmp_path):
    for i, text in enumerate([ROMANIAN, ENGLISH, OTHER_ROMANIAN, ROMANIAN + " Iată."]):
        write(tmp_path, f"{i}.txt", text)
    pd.testing.assert_frame_equal(
        read_corpus(tmp_path, today=TODAY), read_corpus(tmp_path, today=TODAY)
    )


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"date 2025-11-26\n\n", "empty"),
        ("a.txt", b"--- *** ---", "empty"),
        ("a.txt", b"%PDF-1.4 ...", "binary"),
        ("a.txt", b"abc\0\0\0def", "binary"),
        ("a.csv", b"\x7fELF\x02\x01\x01", "binary"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"nume,pret\nx,1\n", "no_text_column"),
        ("a.csv", b"title,text\n", "no_rows"),
        ("a.jsonl", b"\n\n", "no_rows"),
        ("a.json", b"[]", "no_rows"),
        ("a.json", b"{not json", "broken_file"),
        ("a.docx", b"PK", "format"),
        ("a", b"text", "format"),
        (".ascuns.txt", b"text", "hidden"),
        ("README.md", b"text", "about"),
        ("LICENSE", b"text", "about"),
    ],
)
def test_reading_names_each_file_it_passes_over(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    write(tmp_path, "z.txt", ENGLISH)
    reading = read_with_report(tmp_path, today=TODAY)
    assert reading.articles["source_file"].tolist() == ["z.txt"]
    assert codes(reading.report, name) == [code]
    assert reading.report["reason"].str.len().min() > 0


def test_reading_refuses_a_huge_line_before_it_is_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(CorpusError, match=r"a\.txt: one article of 200 MB"):
        read_corpus(tmp_path, today=TODAY)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.parquet", "a.xlsx", "a.jsonl", "a.json"])
def test_reading_goes_on_after_a_file_that_may_not_be_read(tmp_path, monkeypatch, name):
    write(tmp_path, name, ENGLISH)
    write(tmp_path, "z.txt", FRENCH)

    def refuse(source, mapped):
        raise PermissionError(13, "Permission denied")
        yield

    import presslens.corpus.formats as formats

    kind = os.path.splitext(name)[1]
    readers = {**formats.READERS, kind: ("x", refuse), ".txt": formats.READERS[".txt"]}
    if kind == ".txt":
        monkeypatch.setattr(
            "pathlib.Path.read_bytes",
            lambda path: refuse_a(path, name),
        )
    monkeypatch.setattr("presslens.corpus.reading.READERS", readers)
    reading = read_with_report(tmp_path, today=TODAY)
    assert codes(reading.report, name) == ["unreadable"]
    assert len(reading.articles) == 1


def refuse_a(path, name):
    if path.name == name:
        raise PermissionError(13, "Permission denied")
    with path.open("rb") as file:
        return file.read()


def test_reading_does_not_follow_links_out_of_the_folder(tmp_path):
    outside = write(tmp_path, "outside/secret.txt", ENGLISH)
    folder = tmp_path / "corpus"
    write(folder, "a.txt", FRENCH)
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "lost.txt").symlink_to(folder / "none.txt")
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    reading = read_with_report(folder, today=TODAY)
    assert reading.articles["source_file"].tolist() == ["a.txt"]
    for name in ("link.txt", "loop", "lost.txt"):
        assert codes(reading.report, name) == ["outside"]
    assert codes(reading.report, "inside.txt")[-1] == "duplicate"
    assert codes(reading.report, "pipe.txt") == ["special"]


def test_reading_escapes_hostile_file_names(tmp_path):
    for name in (b"a\n\x1b[31mred.txt", b"b\xff.txt", "c\u202etxt.exe".encode()):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(ENGLISH.encode() + name)
    reading = read_with_report(tmp_path, today=TODAY)
    names = reading.report["source_file"].tolist()
    assert names[0] == r"a\n\x1b[31mred.txt"
    assert all(name.isprintable() for name in names)


def test_reading_writes_nothing_beside_the_input(tmp_path):
    write(tmp_path, "a.txt", ENGLISH)
    pd.DataFrame({"text": [FRENCH]}).to_excel(tmp_path / "b.xlsx", index=False)
    before = sorted(os.listdir(tmp_path))
    check(tmp_path, today=TODAY)
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("name", ["none", "none.txt", "a\0b", "x" * 5000])
def test_reading_a_path_that_is_not_there_is_an_error(tmp_path, name):
    for door in (read_corpus, check):
        with pytest.raises(CorpusError, match=r"there is no such|can't be looked at"):
            door(tmp_path / name)


def test_reading_nothing_readable_is_an_error_with_the_reasons(tmp_path):
    for i in range(8):
        write(tmp_path, f"{i}.docx", "x")
    with pytest.raises(CorpusError, match=r"0\.docx: .*\n(.*\n)*.*and 3 more"):
        read_corpus(tmp_path)
    report = check(tmp_path)
    assert set(report["status"]) == {"dropped"}
    assert len(report) == 8


def test_reading_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="it is empty"):
        read_corpus(tmp_path)
    assert check(tmp_path).empty


def test_mapping_names_the_columns(tmp_path):
    path = write(tmp_path, "a.csv", f"x,y,title\n2025-11-26,{FRENCH[:50]},Pod\n")
    articles = read_corpus(path, mapping={"text": "y", "published": "x"}, today=TODAY)
    assert articles["text"].tolist() == [FRENCH[:50]]
    assert articles["title"].tolist() == ["Pod"]
    assert articles["published"].notna().all()


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_mapping_with_a_wrong_column_lists_those_there(tmp_path, name):
    text = f"corp,titlu\n{FRENCH[:50]},Pod\n"
    whole = text if name == "a.csv" else json.dumps([{"corp": FRENCH, "titlu": "Pod"}])
    path = write(tmp_path, name, whole)
    with pytest.raises(ParameterError, match=r"'titlul' \(did you mean 'titlu'\?\).*corp, titlu"):
        read_corpus(path, mapping={"title": "titlul"})


def test_mapping_with_a_wrong_field_lists_the_allowed(tmp_path):
    with pytest.raises(ParameterError, match=r"'txt'.*\(did you mean 'text'\?\); allowed are text"):
        read_corpus(tmp_path, mapping={"txt": "corp"})


def test_mapping_that_fits_one_of_two_tables_drops_the_other(tmp_path):
    write(tmp_path, "a.json", json.dumps([{"corpul_stirii": ENGLISH}]))
    write(tmp_path, "b.json", json.dumps([{"body": FRENCH}]))
    reading = read_with_report(tmp_path, mapping={"text": "corpul_stirii"}, today=TODAY)
    assert reading.articles["text"].tolist() == [ENGLISH]
    assert codes(reading.report, "b.json") == ["mapping"]


@pytest.mark.parametrize("zone", ["Europe/Bucuresti", "", "../../etc/passwd", "x" * 999])
def test_a_wrong_zone_is_refused(tmp_path, zone):
    with pytest.raises(ParameterError, match="there is no zone"):
        read_corpus(tmp_path, timezone=zone)


def test_summary_counts_by_file(tmp_path):
    rows = [{"text": ENGLISH, "date": "2025-11-26"}, {"text": FRENCH}, {"text": " "}]
    write(tmp_path, "a.json", json.dumps(rows))
    (tmp_path / "b.txt").write_bytes(ROMANIAN.encode("iso8859-16"))
    write(tmp_path, "README.md", "x")
    table = read_with_report(tmp_path, today=TODAY).summary().set_index("source_file")
    counts = ["n_read", "n_dropped", "n_doubtful", "n_skipped"]
    assert table.loc["a.json", counts].tolist() == [2, 1, 2, 0]
    assert table.loc["b.txt", ["format", "encoding"]].tolist() == ["text", "iso8859-16"]
    assert table.loc["README.md", counts].tolist() == [0, 0, 0, 1]


def test_report_stays_short_when_every_row_is_bad(tmp_path):
    rows = [{"text": "", "title": str(i)} for i in range(1000)] + [{"text": ENGLISH}]
    reading = read_with_report(write(tmp_path, "a.json", json.dumps(rows)), today=TODAY)
    empty = reading.report.query("reason_code == 'empty'")
    assert len(empty) == MAX_NOTES + 1
    assert empty["n"].sum() == 1000


def test_importing_the_corpus_stays_light():
    code = "import sys, presslens.corpus; print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"pandas", "pyarrow", "trafilatura", "dateparser", "datasketch", "spacy", "openpyxl"}
    assert heavy & set(modules) == set()
