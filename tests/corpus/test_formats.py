"""Every format through the public door: what comes in is what comes out, and bad parts are told."""

import csv
import datetime as dt
import io
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.corpus import check, limits, read_with_report
from presslens.corpus.formats.delimited import inside_quotes, split_record

from .paragraphs import ENGLISH, FRENCH, OTHER_ROMANIAN, ROMANIAN

TODAY = dt.date(2025, 12, 1)
CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")
ROWS = [
    {"titlu": "Podul", "continut": ROMANIAN, "data": "2025-11-26", "sursa": "Gazeta",
     "link": "https://gazeta.example/pod", "autor": "Ana Pop"},
    {"titlu": "Handbal", "continut": OTHER_ROMANIAN, "data": "27 noiembrie 2025, 14:30",
     "sursa": "Gazeta", "link": "https://gazeta.example/handbal", "autor": None},
]  # fmt: skip


def read(path, **options):
    return read_with_report(path, today=TODAY, **options)


def write_table(path, rows=ROWS):
    frame = pd.DataFrame(rows)
    kind = path.suffix
    if kind == ".csv":
        frame.to_csv(path, index=False)
    elif kind == ".tsv":
        frame.to_csv(path, index=False, sep="\t")
    elif kind == ".xlsx":
        frame.to_excel(path, index=False)
    elif kind == ".json":
        path.write_text(json.dumps(rows), encoding="utf-8")
    elif kind == ".jsonl":
        path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    else:
        frame.to_parquet(path)
    return path


@pytest.mark.parametrize("kind", [".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".parquet"])
def test_tables_give_the_same_articles_in_every_format(tmp_path, kind):
    articles = read(write_table(tmp_path / f"articole{kind}")).articles
    assert articles["title"].tolist() == ["Podul", "Handbal"]
    assert articles["text"].tolist() == [ROMANIAN, OTHER_ROMANIAN]
    assert articles["outlet"].tolist() == ["Gazeta", "Gazeta"]
    assert articles["author"].isna().tolist() == [False, True]
    assert [str(p) for p in articles["published"]] == [
        "2025-11-26 00:00:00+02:00",
        "2025-11-27 14:30:00+02:00",
    ]
    assert set(articles["published_from"]) == {"metadata"}
    assert set(articles["language"]) == {"ro"}


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_tables_have_ids_that_do_not_depend_on_the_file(tmp_path, kind):
    first = read(write_table(tmp_path / "a.json")).articles["article_id"]
    assert read(write_table(tmp_path / f"alt{kind}")).articles["article_id"].equals(first)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", ROMANIAN),
        ("utf-16", ROMANIAN),
        ("cp1250", ROMANIAN.translate(CEDILLA)),
        ("iso8859-16", ROMANIAN),
    ],
)
@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".txt", ".json"])
def test_encodings_are_told_apart_in_every_text_format(tmp_path, encoding, text, kind):
    path = tmp_path / f"a{kind}"
    one = json.dumps({"text": text}, ensure_ascii=False)
    whole = {".csv": f'titlu;text\nPodul;"{text}"\n', ".jsonl": one, ".json": one, ".txt": text}
    path.write_bytes(whole[kind].encode(encoding))
    assert read(path).articles["text"].tolist() == [text]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_reads_any_delimiter_and_line_breaks_in_quotes(tmp_path, delimiter):
    path = tmp_path / "a.csv"
    text = 'Primul rând spune „da”.\n\nAl doilea, după o pauză; spune ""nu"" | sau\ttace.'
    path.write_text(
        delimiter.join(["Titlu", "Text", "Data"]) + "\r\n"
        + delimiter.join(["Unu", f'"{text}"', "2025-11-26"]) + "\r\n",
        newline="",
        encoding="utf-8",
    )  # fmt: skip
    assert read(path).articles["text"].tolist() == [text.replace('""', '"')]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ("a,b", ["a", "b"]),
        ('"a, b",c\r\n', ["a, b", "c"]),
        (',"",', ["", "", ""]),
        ('"a ""b"" c","d\ne"', ['a "b" c', "d\ne"]),
        ('a 5" b,c', ['a 5" b', "c"]),
        ('"El a spus "da" ieri",c', ['El a spus "da" ieri', "c"]),
        ('"a" ,b', ["a", "b"]),
        ("", [""]),
    ],
)
def test_csv_splits_records(record, fields):
    assert split_record(record, ",") == fields


@given(st.lists(st.lists(st.text(alphabet='a",;\n \t', max_size=8), min_size=2, max_size=3)))
def test_csv_reads_what_the_csv_module_writes(rows):
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(row)
        written = buffer.getvalue()
        assert split_record(written, ",") == row
        inside = False
        lines = written.splitlines(keepends=True)
        for line in lines:
            inside = inside_quotes(line, ",", inside=inside)
        assert not inside


@given(st.text(alphabet='a",\n', max_size=60))
def test_csv_never_fails_on_a_stray_quote(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text(f"title,text\n{text}\n", encoding="utf-8")
    report = check(path, today=TODAY)
    assert len(report)


def test_csv_drops_broken_rows_with_their_number_and_goes_on(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        f"title,text\nUnu,{ENGLISH[:60]}\nDoi,x,y,z\n"
        f'Trei,"un ghilimel care nu se mai închide\nPatru,{FRENCH[:60]}\n'
        f'Cinci,o țeavă de 5" din oțel\n',
        encoding="utf-8",
    )
    reading = read(path)
    assert reading.articles["title"].tolist() == ["Unu", "Patru", "Cinci"]
    broken = reading.report[reading.report["reason_code"] == "broken_row"]
    assert broken["row"].tolist() == [3, 4]
    assert "4 fields where the header has 2" in broken["reason"].iloc[0]
    assert "never closed" in broken["reason"].iloc[1]


def test_csv_goes_once_through_quotes_that_are_never_closed(tmp_path, monkeypatch):
    looked_at = []

    def counted(line, delimiter, *, inside):
        looked_at.append(line)
        return inside_quotes(line, delimiter, inside=inside)

    monkeypatch.setattr("presslens.corpus.formats.delimited.inside_quotes", counted)
    path = tmp_path / "a.csv"
    path.write_text("text\n" + '"a\n' * 2_000 + ENGLISH.replace(",", "") + "\n", encoding="utf-8")
    reading = read(path)
    assert len(reading.articles) == 1
    assert len(looked_at) < 3 * 2_000


@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_one_line_that_is_too_long_is_dropped_and_the_rest_is_read(tmp_path, monkeypatch, kind):
    monkeypatch.setattr("presslens.corpus.formats.lines.MAX_LINE_CHARS", 5_000)
    path = tmp_path / f"a{kind}"
    if kind == ".csv":
        lines = ["title,text", f"Unu,{ENGLISH[:80]}", "Doi," + "x" * 20_000, f"Trei,{FRENCH[:80]}"]
    else:
        lines = [json.dumps({"title": t, "text": x}) for t, x in
                 (("Unu", ENGLISH), ("Doi", "x" * 20_000), ("Trei", FRENCH))]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read(path)
    assert reading.articles["title"].tolist() == ["Unu", "Trei"]
    assert "too_long" in set(reading.report["reason_code"])


def test_an_article_that_is_too_long_is_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr("presslens.corpus.articles.MAX_ARTICLE_CHARS", 400)
    reading = read(write_table(tmp_path / "a.json", [{"text": ENGLISH * 3}, {"text": ENGLISH}]))
    assert len(reading.articles) == 1
    assert reading.report.query("reason_code == 'too_long'")["row"].tolist() == [1]


def test_jsonl_drops_what_is_no_object(tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": ENGLISH})
    path.write_text(f'{good}\n\n{{"text": \n[1, 2]\n"x"\n{"[" * 100_000}\n', encoding="utf-8")
    reading = read(path)
    assert len(reading.articles) == 1
    assert reading.report.query("reason_code == 'broken_row'")["row"].tolist() == [3, 4, 5, 6]


@pytest.mark.parametrize(
    "document",
    [
        {
            "status": "ok",
            "articles": [{"content": ENGLISH, "source": {"id": None, "name": "Echo"}}],
        },
        {"text": ENGLISH, "source": "Echo"},
        {"1": {"body": ENGLISH, "outlet": "Echo"}},
        [{"body": ENGLISH, "outlet": ["Echo"]}, "stray", None],
    ],
)
def test_json_finds_the_list_of_articles(tmp_path, document):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    articles = read(path).articles
    assert articles[["text", "outlet"]].values.tolist() == [[ENGLISH, "Echo"]]


def test_json_reads_lines_under_the_wrong_name(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("\n".join(json.dumps(r) for r in ROWS), encoding="utf-8")
    assert len(read(path).articles) == 2


def test_json_with_lone_surrogates_can_be_stored(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": ENGLISH + " \ud800", "title": "\udfff"}]))
    article = read(path).articles.iloc[0]
    assert article["text"].endswith("\ufffd")
    article["text"].encode("utf-8")


def test_html_gives_title_author_date_and_outlet(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        f"""<!DOCTYPE html><html lang="ro"><head><meta charset="utf-8"><title>Podul | Gazeta</title>
        <meta property="og:title" content="Podul"><meta name="author" content="Ana Pop">
        <meta property="article:published_time" content="2025-11-26T12:30:00Z">
        <link rel="canonical" href="https://www.gazeta.example/pod"></head><body>
        <nav><a href="/">Acasă</a></nav><article><h1>Podul</h1><p>{ROMANIAN}</p>
        <p>{OTHER_ROMANIAN}</p><script>alert(1)</script></article></body></html>""",
        encoding="utf-8",
    )
    article = read(path).articles.iloc[0]
    assert article["text"] == f"{ROMANIAN}\n{OTHER_ROMANIAN}"
    assert (article["title"], article["author"]) == ("Podul", "Ana Pop")
    assert (article["outlet"], article["language"]) == ("gazeta.example", "ro")
    assert str(article["published"]) == "2025-11-26 14:30:00+02:00"


def test_html_in_an_old_encoding_is_read_as_it_declares(tmp_path):
    path = tmp_path / "a.htm"
    text = ROMANIAN.translate(CEDILLA).replace("„", "&bdquo;").replace("”", "&rdquo;")
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{text}</p></body></html>'
    path.write_bytes(page.encode("iso8859-2"))
    assert read(path).articles["text"].tolist() == [ROMANIAN.translate(CEDILLA)]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 30_000 + ENGLISH, "<html>" + "<" * 5_000 + ENGLISH, "<p>\x01\x02" + ENGLISH,
     "<![CDATA[" + ENGLISH, f"<!-- {ENGLISH}", "<html></html>", "<table>" * 2_000 + ENGLISH],
)  # fmt: skip
def test_html_that_is_hostile_breaks_nothing_else(tmp_path, page):
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    assert FRENCH in read(tmp_path).articles["text"].tolist()


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "utf-7", "idna", "rot13"])
def test_html_that_declares_what_is_no_encoding_of_pages_is_read_as_it_is(tmp_path, charset):
    page = f"<html><head><meta charset={charset}></head><body><p>{ROMANIAN} +AGEAYg- \\d</p></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert read(tmp_path).articles["text"].tolist() == [f"{ROMANIAN} +AGEAYg- \\d"]


def test_html_with_too_many_tags_is_not_searched_for_its_article(tmp_path, monkeypatch):
    monkeypatch.setattr("presslens.corpus.formats.document.MAX_TAGS", 100)
    (tmp_path / "a.html").write_text("<i>" * 100 + f"<p>{ENGLISH}</p>", encoding="utf-8")
    reading = read(tmp_path)
    assert reading.articles["text"].tolist() == [ENGLISH]
    assert "markup" in reading.report["reason_code"].tolist()


def test_a_cell_that_clearly_is_html_becomes_text(tmp_path):
    rows = [{"text": f"<p>{ENGLISH}</p><script>x()</script><p>A &amp; B</p>"},
            {"text": "Was 3 < 5 and 7 > 2 at AT&amp;T? " + FRENCH}]  # fmt: skip
    texts = read(write_table(tmp_path / "a.json", rows)).articles["text"].tolist()
    assert texts == [f"{ENGLISH}\nA & B", rows[1]["text"]]


def test_xlsx_reads_date_cells_and_passes_over_other_sheets(tmp_path):
    path = tmp_path / "a.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"nota": ["x"]}).to_excel(book, sheet_name="Note", index=False)
        pd.DataFrame({"text": [ENGLISH], "data": [dt.datetime(2025, 11, 26, 9)]}).to_excel(
            book, sheet_name="Articole", index=False
        )
    reading = read(path)
    assert str(reading.articles["published"].iloc[0]) == "2025-11-26 09:00:00+02:00"
    assert reading.report.query("reason_code == 'no_articles_here'")["status"].tolist() == [
        "skipped"
    ]


def test_xlsx_that_would_unpack_to_an_absurd_size_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    reading = read(tmp_path)
    assert reading.report.query("source_file == 'a.xlsx'")["reason_code"].tolist() == ["zip_bomb"]


def test_xlsx_with_entities_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    report = read(tmp_path).report
    assert report.query("source_file == 'a.xlsx'")["reason_code"].tolist() == ["broken_file"]


@pytest.mark.parametrize("kind", [".xlsx", ".parquet", ".json"])
@pytest.mark.parametrize("data", [b"", b"no such format", b"PK\x03\x04 cut short", b"PAR1xxxxPAR1"])
def test_a_broken_file_is_told_and_the_rest_is_read(tmp_path, kind, data):
    (tmp_path / f"a{kind}").write_bytes(data)
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    reading = read(tmp_path)
    assert reading.articles["text"].tolist() == [ENGLISH]
    told = reading.report[reading.report["source_file"] == f"a{kind}"]
    assert told["status"].tolist() == ["dropped"]
    assert told["remedy"].str.len().min() > 0


def test_the_limits_stand_in_order():
    assert limits.MAX_ARTICLE_CHARS < limits.MAX_LINE_CHARS
    assert limits.MAX_DOCUMENT_BYTES < limits.MAX_JSON_BYTES < limits.MAX_FILE_BYTES
