import json
import re
from dataclasses import replace
from html import escape

import nbformat
import pytest

import presslens
from presslens.errors import CorpusError, ParameterError, ReportError
from presslens.reporting import site
from presslens.reporting.notebooks import PAGES, Outcome, read_notebook
from presslens.reporting.page import Link, render_page
from presslens.tables.run_folder import RunFolder
from tests.html_page import live_parts, read_page
from tests.reporting.test_notebooks import notebook

HTML = ("index", *PAGES)
FUNCTION_WORDS = {
    "ro": r"\b(?:și|care|este|sunt|pentru|dintre|fiecare|articole)\b",
    "en": r"\b(?:the|and|which|from|each|articles|was|were)\b",
}


def prose(name, language):
    """Sentences of the notebook in ``language``, as a page shows them."""
    cells = [c for c in read_notebook(name).cells if c.metadata.get("tags") == [f"lang-{language}"]]
    text = "\n".join(cell.source for cell in cells)
    pieces = re.split(r"[\n.:;?]|`[^`]*`|\*[^*]*\*", text.replace("#", ""))
    return [p.strip() for p in pieces if len(p.split()) > 2]


@pytest.mark.slow
class TestSampleReport:
    def test_has_index_pages_notebooks_run_and_manifest(self, sample_report):
        assert {p.name for p in sample_report.iterdir()} == {
            *(f"{name}.html" for name in HTML), "manifest.json", "notebooks", "run",
        }  # fmt: skip
        kept = {p.stem for p in (sample_report / "notebooks").glob("*.ipynb")}
        assert kept == set(PAGES)
        assert RunFolder.is_one(sample_report / "run")

    def test_the_manifest_tells_parameters_pages_and_versions(self, sample_report):
        manifest = json.loads((sample_report / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["format"] == "presslens-report"
        assert manifest["parameters"]["language"] == "ro"
        assert {name: page["failure"] for name, page in manifest["pages"].items()} == dict.fromkeys(
            PAGES
        )
        assert manifest["run"]["rows"]["articles"] > 30
        assert "spacy" in manifest["run"]["versions"]

    @pytest.mark.parametrize("name", HTML)
    def test_a_page_loads_and_runs_nothing(self, sample_report, name):
        page = read_page(sample_report / f"{name}.html")
        assert live_parts(page) == []
        policies = [m.attributes.get("http-equiv") for m in page.all("meta")]
        assert "Content-Security-Policy" in policies

    @pytest.mark.parametrize("name", HTML)
    def test_links_between_pages_lead_somewhere(self, sample_report, name):
        """The briefing is sent by itself: a link to another page would lead nowhere."""
        inside = [
            a.attributes["href"]
            for a in read_page(sample_report / f"{name}.html").all("a")
            if not a.attributes["href"].startswith(("http", "#"))
        ]
        assert set(inside) == (set() if name == "briefing" else {f"{n}.html" for n in HTML})

    @pytest.mark.parametrize("name", PAGES)
    def test_a_page_hides_the_code(self, sample_report, name):
        text = (sample_report / f"{name}.html").read_text(encoding="utf-8")
        code = [c.source for c in read_notebook(name).cells if c.cell_type == "code"]
        assert any("plots." in source for source in code)
        for word in ("plots.", "measures.", "open_run", "run.source", "jp-InputArea"):
            assert word not in text

    @pytest.mark.parametrize("name", PAGES)
    def test_a_romanian_page_has_the_romanian_prose_only(self, sample_report, name):
        page = read_page(sample_report / f"{name}.html")
        assert page.all("html")[0].attributes["lang"] == "ro"
        assert_in_language(page, name, "ro", "en")

    @pytest.mark.parametrize("name", PAGES)
    def test_every_picture_is_inside_and_has_a_text(self, sample_report, name):
        page = read_page(sample_report / f"{name}.html")
        pictures = page.all("img")
        assert pictures
        for picture in pictures:
            assert picture.attributes["src"].startswith("data:image/svg+xml;base64,")
            assert len(picture.attributes["alt"]) > 20

    @pytest.mark.parametrize("name", ["02_actors", "05_timeline", "briefing"])
    def test_evidence_stands_folded_under_its_figure(self, sample_report, name):
        page = read_page(sample_report / f"{name}.html")
        folded = page.all("details")
        assert folded
        assert all("figure" in d.ancestors and "open" not in d.attributes for d in folded)
        quotes = [q for q in page.all("blockquote") if "details" in q.ancestors]
        assert len(quotes) >= len(folded)
        assert any(m for m in page.all("mark") if "details" in m.ancestors)

    def test_the_briefing_stands_alone_and_is_small(self, sample_report):
        assert (sample_report / "briefing.html").stat().st_size < 2_000_000

    def test_index_and_briefing_begin_with_the_same_findings(self, sample_report):
        found = [
            [li.text for li in read_page(sample_report / f"{name}.html").all("li")
             if li.ancestors[-2:] == ("main", "ul") or "div" in li.ancestors]
            for name in ("index", "briefing")
        ]  # fmt: skip
        sentences = [s for s in found[1] if s.endswith(".")]
        assert len(sentences) >= 3
        assert sentences == found[0][: len(sentences)]

    def test_no_temporary_file_is_left(self, sample_report):
        hidden = [p.name for p in sample_report.rglob(".*") if p.is_file()]
        assert set(hidden) <= {".lock"}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_has_the_english_prose_only(papermill, tmp_path, name):
    done = nbformat.read(papermill(name)["en"], as_version=4)
    html = render_page(Outcome(name, done, None), "en", [Link("x.html", "X")], "articles")
    (tmp_path / "x.html").write_text(html, encoding="utf-8")
    page = read_page(tmp_path / "x.html")
    assert page.all("html")[0].attributes["lang"] == "en"
    assert_in_language(page, name, "en", "ro")
    assert live_parts(page) == []


def assert_in_language(page, name, language, other):
    text = " ".join(page.text.split())
    own, foreign = prose(name, language), prose(name, other)
    assert own
    assert foreign
    assert [s for s in own if s not in text] == []
    assert [s for s in foreign if s in text] == []
    said = " ".join(
        e.text for tag in ("h1", "h2", "caption", "summary", "thead") for e in page.all(tag)
    )
    said += " ".join(e.attributes["alt"] for e in page.all("img"))
    assert re.findall(FUNCTION_WORDS[other], said) == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("parameters", "message"),
        [
            ({"tpo": 3}, "unknown parameter 'tpo'; did you mean 'top'"),
            ({"top": 0}, "top is 0; allowed"),
            ({"language": "fr"}, "allowed are ro, en"),
            ({"corpus": "other"}, "corpus is the path given first"),
            ({"since": "then"}, "YYYY-MM-DD"),
        ],
    )
    def test_a_wrong_parameter_is_refused_before_any_work(
        self, corpus, tmp_path, parameters, message
    ):
        with pytest.raises(ParameterError, match=message):
            presslens.report(corpus, out=tmp_path / "out", parameters=parameters)
        assert not (tmp_path / "out").exists()

    def test_a_parameter_of_no_chosen_notebook_is_refused(self, corpus, tmp_path):
        with pytest.raises(ParameterError, match="unknown parameter 'freq'"):
            presslens.report(
                corpus, out=tmp_path / "out", notebooks=["01_corpus"], parameters={"freq": "D"}
            )

    @pytest.mark.parametrize("name", ["06_none", "../secret", ""])
    def test_an_unknown_notebook_is_refused_with_those_there_are(self, corpus, tmp_path, name):
        with pytest.raises(ParameterError) as error:
            presslens.report(corpus, out=tmp_path / "out", notebooks=[name])
        assert str(error.value).endswith(", ".join(PAGES))
        assert not (tmp_path / "out").exists()

    def test_a_corpus_that_is_not_there_is_refused(self, tmp_path):
        with pytest.raises(CorpusError, match="nowhere"):
            presslens.report(tmp_path / "nowhere", out=tmp_path / "out")

    def test_an_outlet_that_does_not_occur_is_refused_with_the_nearest(self, analysed, tmp_path):
        with pytest.raises(ParameterError, match="does not occur; the nearest that do"):
            presslens.report(analysed, out=tmp_path / "out", parameters={"outlets": ["Curieru"]})

    @pytest.mark.parametrize("there", ["index.html", "manifest.json"])
    def test_pages_of_somebody_else_are_not_overwritten(self, analysed, tmp_path, there):
        (tmp_path / there).write_text('{"mine": true}', encoding="utf-8")
        with pytest.raises(ReportError, match="not of a report; name an empty or a new folder"):
            presslens.report(analysed, out=tmp_path)
        assert (tmp_path / there).read_text(encoding="utf-8") == '{"mine": true}'

    def test_a_run_is_not_overwritten_by_its_report(self, analysed):
        before = analysed.folder.joinpath("manifest.json").read_bytes()
        with pytest.raises(ReportError, match="not of a report"):
            presslens.report(analysed, out=analysed.folder)
        assert analysed.folder.joinpath("manifest.json").read_bytes() == before

    def test_a_file_is_no_folder_for_a_report(self, analysed, tmp_path):
        (tmp_path / "out").write_text("mine", encoding="utf-8")
        with pytest.raises(ReportError, match="is a file"):
            presslens.report(analysed, out=tmp_path / "out")


class TestOnePage:
    """With a notebook in the place of the shipped ones, so that it takes a second."""

    @pytest.fixture
    def with_notebooks(self, monkeypatch):
        def put(**code):
            names = {f"0{n}_{name}": name for n, name in ((1, "corpus"), (2, "actors"))}
            parameters = 'corpus: str = "x"  # where\ncopies: bool = True  # count copies'
            made = {
                long: notebook(*code[short], parameters=parameters)
                for long, short in names.items()
                if short in code
            }
            monkeypatch.setattr(site, "read_notebook", made.__getitem__)
            return list(made)

        return put

    @pytest.mark.slow
    def test_a_failing_cell_leaves_the_other_pages_and_tells_why(
        self, analysed, tmp_path, with_notebooks
    ):
        evil = "<script>alert(1)</script>"
        names = with_notebooks(
            corpus=[f"raise ValueError({evil!r})", "'never'"], actors=["print('fine here')"]
        )
        with pytest.raises(ReportError, match="1 of 2 pages could not be finished: 01_corpus: Val"):
            presslens.report(analysed, out=tmp_path / "out", notebooks=names)
        pages = {p.stem: read_page(p) for p in (tmp_path / "out").glob("*.html")}
        assert set(pages) == {"index", *names}
        assert [live_parts(page) for page in pages.values()] == [[], [], []]
        assert "fine here" in pages["02_actors"].text
        alerts = {name: [e.text for e in page.elements if e.attributes.get("role") == "alert"]
                  for name, page in pages.items()}  # fmt: skip
        assert f"ValueError: {evil}" in alerts["01_corpus"][0]
        assert alerts["02_actors"] == alerts["index"] == []
        assert "Traceback" not in pages["01_corpus"].text
        assert [li.attributes for li in pages["index"].all("li")].count({"class": "failed"}) == 1
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["pages"]["01_corpus"]["failure"] == f"ValueError: {evil}"
        assert manifest["pages"]["02_actors"]["failure"] is None

    @pytest.fixture
    def not_executed(self, monkeypatch):
        """Stands in for papermill; keeps what each notebook was given."""
        given = {}

        def stand_in(name, source, output, parameters, *, progress):
            given[name] = dict(parameters)
            return Outcome(name, source, None)

        monkeypatch.setattr(site, "execute", stand_in)
        return given

    def test_every_notebook_reads_the_one_run(self, analysed, tmp_path, not_executed):
        presslens.report(analysed, out=tmp_path / "out")
        folders = {name: given["corpus"] for name, given in not_executed.items()}
        assert folders == dict.fromkeys(PAGES, str(analysed.folder))

    def test_a_corpus_is_analysed_into_the_report(self, corpus, tmp_path, not_executed):
        presslens.report(corpus, out=tmp_path / "out", notebooks=["briefing"], registry=[])
        assert not_executed["briefing"]["corpus"] == str(tmp_path / "out" / "run")
        assert RunFolder.is_one(tmp_path / "out" / "run")

    def test_a_run_folder_is_read_and_not_analysed_again(
        self, analysed, tmp_path, not_executed, monkeypatch
    ):
        monkeypatch.setattr(site, "annotate", None)
        presslens.report(analysed.folder, out=tmp_path / "out", notebooks=["briefing"])
        assert not (tmp_path / "out" / "run").exists()

    def test_a_report_replaces_a_report(self, analysed, tmp_path, not_executed):
        for language in ("ro", "en"):
            index = presslens.report(
                analysed, out=tmp_path / "out", notebooks=["briefing"],
                parameters={"language": language},
            )  # fmt: skip
        assert read_page(index).all("html")[0].attributes["lang"] == "en"

    def test_filters_hold_on_the_index(self, analysed, tmp_path, not_executed):
        index = presslens.report(
            analysed, out=tmp_path / "out", notebooks=["briefing"],
            parameters={"since": "2025-11-27", "language": "en"},
        )  # fmt: skip
        text = read_page(index).text
        assert "3 articles from 3 outlets, 27–29 Nov 2025." in text
        assert "since = 2025-11-27" in text

    def test_copies_are_left_out_on_the_index_as_on_the_pages(
        self, analysed, tmp_path, not_executed, monkeypatch
    ):
        asked = []
        real = site.findings
        monkeypatch.setattr(
            site, "findings", lambda run, **options: asked.append(options) or real(run, **options)
        )
        presslens.report(
            analysed, out=tmp_path / "out", notebooks=["briefing"], parameters={"copies": False}
        )
        assert asked == [{"language": "ro", "copies": False}]

    def test_the_name_of_the_corpus_is_escaped(self, analysed, tmp_path, not_executed):
        name = "<img src=x onerror=alert(1)>"
        from presslens.reporting.notebooks import read_notebook as read

        named = replace(analysed, manifest={**analysed.manifest, "corpus": f"a/{name}"})
        folder = tmp_path / "out"
        folder.mkdir()
        outcomes = [Outcome("briefing", read("briefing"), None)]
        site._write_pages(folder, outcomes, named, "ro", {"since": name})
        for page in folder.glob("*.html"):
            assert live_parts(read_page(page)) == []
            assert escape(name) in page.read_text(encoding="utf-8")
