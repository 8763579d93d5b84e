import json
import subprocess
import sys

import pytest

from presslens import cli

HEAVY = (
    "pandas",
    "spacy",
    "matplotlib",
    "seaborn",
    "nbconvert",
    "papermill",
    "textblob",
    "pyarrow",
)


@pytest.fixture
def presslens(monkeypatch, capfd):
    """``presslens(*arguments)``: exit status, what stands on stdout, what on stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["presslens", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capfd.readouterr()
        return ended.value.code or 0, written.out, written.err

    return run


def one_line(err):
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("presslens: ")
    return lines[0]


class TestHelp:
    def test_help_imports_nothing_heavy(self):
        code = (
            "import sys; sys.argv = ['presslens', '--help']\n"
            "from presslens.cli import main\n"
            "try: main()\n"
            f"finally: sys.stderr.write(' '.join(sorted(set({HEAVY!r}) & set(sys.modules))))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0
        assert done.stderr == ""
        assert "Usage: presslens" in done.stdout

    def test_help_names_every_command(self, presslens):
        status, out, _ = presslens("--help")
        assert status == 0
        assert all(f"\n  {name} " in out for name in ("check", "annotate", "report", "actors"))

    @pytest.mark.parametrize("command", ["check", "annotate", "report"])
    def test_help_of_a_command_names_its_options(self, presslens, command):
        status, out, _ = presslens(command, "--help")
        assert status == 0
        assert "--map" in out

    def test_an_unknown_option_is_refused(self, presslens):
        status, _, err = presslens("check", ".", "--colour")
        assert status == 2
        assert "--colour" in err

    def test_the_module_is_the_command(self):
        command = [sys.executable, "-m", "presslens.cli", "report", "nowhere"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 2
        assert "--out" in done.stderr


class TestCheck:
    def test_says_what_was_read(self, presslens, corpus):
        status, out, err = presslens("check", corpus)
        assert status == 0
        assert err == ""
        assert out.splitlines()[-1].startswith("4 articles read; 0 dropped, ")

    def test_says_what_was_dropped_and_why(self, presslens, corpus):
        (corpus / "empty.txt").write_text("", encoding="utf-8")
        status, out, _ = presslens("check", corpus)
        assert status == 0
        assert "4 articles read; 1 dropped" in out
        assert "empty.txt" in out

    def test_ends_with_1_when_nothing_is_readable(self, presslens, tmp_path):
        (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 8)
        status, out, err = presslens("check", tmp_path)
        assert status == 1
        assert "0 articles read" in out
        assert "Traceback" not in err

    def test_ends_with_2_and_one_line_for_a_folder_that_is_not_there(self, presslens, tmp_path):
        status, out, err = presslens("check", tmp_path / "nowhere")
        assert status == 2
        assert out == ""
        assert "nowhere" in one_line(err)

    def test_takes_a_mapping(self, presslens, tmp_path):
        table = tmp_path / "t.csv"
        table.write_text("corp\nRusia și Ucraina discută iar despre pace.\n", encoding="utf-8")
        status, out, _ = presslens("check", table, "--map", "text=corp")
        assert status == 0
        assert "1 articles read" in out

    @pytest.mark.parametrize("pair", ["text", "text="])
    def test_refuses_a_mapping_without_a_name(self, presslens, corpus, pair):
        status, _, err = presslens("check", corpus, "--map", pair)
        assert status == 2
        assert "write column=name" in one_line(err)

    def test_shows_names_of_files_as_they_are(self, presslens, tmp_path):
        (tmp_path / "[red]a[bold].txt").write_text("", encoding="utf-8")
        _, out, _ = presslens("check", tmp_path)
        assert "[red]a[bold].txt" in out.replace("\n", "")


class TestAnnotate:
    def test_writes_a_run_and_tells_its_rows(self, presslens, corpus, tmp_path):
        status, out, err = presslens("annotate", corpus, "--out", tmp_path / "run")
        assert status == 0
        assert err == ""
        assert (tmp_path / "run" / "manifest.json").is_file()
        rows = dict(line.split() for line in out.splitlines()[:-1])
        assert rows["articles"] == "4"
        assert int(rows["mentions"]) > 5
        assert out.splitlines()[-1] == str(tmp_path / "run")

    def test_refuses_to_write_into_the_corpus(self, presslens, corpus):
        before = sorted(corpus.rglob("*"))
        status, _, err = presslens("annotate", corpus, "--out", corpus / "run")
        assert status == 2
        assert "inside the corpus" in one_line(err)
        assert sorted(corpus.rglob("*")) == before

    def test_refuses_no_workers(self, presslens, corpus, tmp_path):
        status, _, err = presslens("annotate", corpus, "--out", tmp_path / "r", "--workers", "0")
        assert status == 2
        assert "--workers" in err

    def test_names_the_file_of_a_wrong_registry(self, presslens, corpus, tmp_path):
        registry = tmp_path / "mine.yaml"
        registry.write_text("add:\n  - {id: X Y}\n", encoding="utf-8")
        status, _, err = presslens(
            "annotate", corpus, "--out", tmp_path / "run", "--registry", registry
        )
        assert status == 2
        assert "mine.yaml" in err
        assert "Traceback" not in err
        assert not (tmp_path / "run").exists()


class TestModel:
    def test_annotates_with_the_model_that_is_named(self, presslens, corpus, tmp_path, tiny_model):
        model, run = tiny_model("mine"), tmp_path / "run"
        status, _, err = presslens("annotate", corpus, "--out", run, "--model", model)
        assert (status, err) == (0, "")
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["settings"]["models"] == {"ro": str(model)}

    @pytest.mark.parametrize("command", ["annotate", "report"])
    def test_refuses_a_missing_one_before_any_work(self, presslens, corpus, tmp_path, command):
        out = tmp_path / "out"
        status, _, err = presslens(command, corpus, "--out", out, "--model", "no_such_model")
        assert status == 2
        assert "spacy download no_such_model" in one_line(err)
        assert not out.exists()

    def test_refuses_one_for_a_run_that_is_made(self, presslens, analysed, tmp_path, tiny_model):
        out = tmp_path / "out"
        status, _, err = presslens("report", analysed.folder, "--out", out, "--model", tiny_model())
        assert status == 2
        assert "model is for a corpus" in one_line(err)
        assert not out.exists()


class TestSentiment:
    def test_annotates_with_the_model_that_is_named(self, presslens, corpus, tmp_path):
        run = tmp_path / "run"
        status, _, err = presslens("annotate", corpus, "--out", run, "--sentiment", "lexicon")
        assert (status, err) == (0, "")
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["settings"]["sentiment"] == "lexicon"

    @pytest.mark.parametrize("command", ["annotate", "report"])
    def test_refuses_an_unknown_one_before_any_work(self, presslens, corpus, tmp_path, command):
        out = tmp_path / "out"
        status, _, err = presslens(command, corpus, "--out", out, "--sentiment", "vader")
        assert status == 2
        assert "no sentiment model 'vader'; there are default, large, lexicon" in one_line(err)
        assert not out.exists()

    @pytest.mark.parametrize("command", ["report", "validate sample"])
    def test_refuses_one_for_a_run_that_is_made(self, presslens, analysed, tmp_path, command):
        out = tmp_path / "out.csv"
        status, _, err = presslens(
            *command.split(), analysed.folder, "--out", out, "--sentiment", "large"
        )
        assert status == 2
        assert "sentiment is for a corpus" in one_line(err)
        assert not out.exists()


class TestReport:
    @pytest.mark.parametrize(
        ("pair", "message"),
        [
            ("top=0", "top is 0; allowed is a whole number from 1 to 100"),
            ("language=fr", "allowed are ro, en"),
            ("tpo=3", "did you mean 'top'"),
            ("top", "write name=value"),
            ("since=26.11.2025", "a day is written YYYY-MM-DD"),
            ("corpus=elsewhere", "corpus is the path given first"),
        ],
    )
    def test_refuses_a_wrong_parameter_before_any_work(
        self, presslens, corpus, tmp_path, pair, message
    ):
        out = tmp_path / "out"
        status, _, err = presslens("report", corpus, "--out", out, "-p", pair)
        assert status == 2
        assert message in one_line(err)
        assert not out.exists()

    def test_refuses_a_period_that_ends_before_it_begins(self, presslens, corpus, tmp_path):
        period = ("-p", "since=2025-12-01", "-p", "until=2025-11-01")
        status, _, err = presslens("report", corpus, "--out", tmp_path / "out", *period)
        assert status == 2
        assert "lies before since" in one_line(err)
        assert not (tmp_path / "out").exists()

    def test_hands_everything_on_and_prints_the_page(self, presslens, monkeypatch, tmp_path):
        given = {}

        def stand_in(path, **options):
            given.update(options, path=path)
            return tmp_path / "out" / "index.html"

        monkeypatch.setattr("presslens.reporting.report", stand_in)
        pairs = ("-p", "top=5", "--parameter", "outlets=Gazeta,Ziarul", "--map", "text=corp")
        status, out, _ = presslens("report", "there", "--out", tmp_path / "out", *pairs)
        assert status == 0
        assert out.strip() == str(tmp_path / "out" / "index.html")
        assert str(given["path"]) == "there"
        assert given["parameters"] == {"top": 5, "outlets": ["Gazeta", "Ziarul"]}
        assert given["mapping"] == {"text": "corp"}
        assert given["progress"] is False, "no bar where nobody looks"

    def test_ends_with_2_when_a_page_failed(self, presslens, monkeypatch, tmp_path):
        from presslens.errors import ReportError

        def stand_in(path, **options):
            raise ReportError("1 of 5 pages could not be finished: briefing: ValueError: no")

        monkeypatch.setattr("presslens.reporting.report", stand_in)
        status, _, err = presslens("report", "there", "--out", tmp_path / "out")
        assert status == 2
        assert "1 of 5 pages" in one_line(err)

    def test_ends_with_2_for_a_corpus_that_is_not_there(self, presslens, tmp_path):
        status, _, err = presslens("report", tmp_path / "nowhere", "--out", tmp_path / "out")
        assert status == 2
        assert "nowhere" in one_line(err)


class TestActors:
    def test_check_counts_the_registry(self, presslens, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        status, out, _ = presslens("actors", "check")
        assert status == 0
        assert int(out.split()[0]) >= 250
        assert out.endswith(" actors, no error\n")

    def test_check_names_what_is_wrong_in_a_file(self, presslens, tmp_path):
        wrong = tmp_path / "mine.yaml"
        wrong.write_text("rename: 5\n", encoding="utf-8")
        status, _, err = presslens("actors", "check", wrong)
        assert status == 2
        assert "mine.yaml" in err
        assert "Traceback" not in err

    def test_check_refuses_a_file_that_is_not_there(self, presslens, tmp_path):
        status, _, err = presslens("actors", "check", tmp_path / "none.yaml")
        assert status == 2
        assert "no such file" in one_line(err)

    @pytest.mark.parametrize(
        ("name", "actor"),
        [("Rusiei", "rusia"), ("rusia", "rusia"), ("Volodymyr Zelenskyy", "volodimir-zelenski")],
    )
    def test_show_finds_an_actor_by_id_form_and_alias(
        self, presslens, monkeypatch, tmp_path, name, actor
    ):
        monkeypatch.chdir(tmp_path)
        status, out, _ = presslens("actors", "show", name)
        assert status == 0
        assert actor in [found["id"] for found in _objects(out)]

    def test_show_says_what_to_do_when_nobody_is_called_so(self, presslens, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        status, out, err = presslens("actors", "show", "Nimeni Nicăieri")
        assert status == 2
        assert out == ""
        assert "add it to data/actors" in one_line(err)


def _objects(out):
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(out.rstrip()):
        one, end = decoder.raw_decode(out[at:].lstrip())
        at = len(out) - len(out[at:].lstrip()) + end
        found.append(one)
    return found


class TestLint:
    TEXT = "Guvernul a semnat un acord.\nEl conține „o clauză pe care n-o vrea nimeni."

    @pytest.fixture
    def article(self, tmp_path):
        file = tmp_path / "unu.txt"
        file.write_text(self.TEXT, encoding="utf-8")
        return file

    def test_lint_prints_places_and_exits_with_1(self, presslens, article):
        status, out, _ = presslens("lint", article)
        assert status == 1
        assert out.startswith(f"{article}:2:12: warning unclosed-quote: ")

    @pytest.mark.parametrize(
        "options", [("--fail-on", "error"), ("--fail-on", "never"), ("--ignore", "unclosed-quote")]
    )
    def test_lint_exits_with_0_where_nothing_is_as_grave(self, presslens, article, options):
        assert presslens("lint", article, *options)[0] == 0

    def test_lint_json_is_json_with_nothing_found_too(self, presslens, article):
        status, out, _ = presslens("lint", article, "--format", "json")
        assert (status, [f["line"] for f in json.loads(out)]) == (1, [2])
        _, out, _ = presslens("lint", article, "--format", "json", "--ignore", "unclosed-quote")
        assert json.loads(out) == []

    def test_lint_github(self, presslens, article):
        assert presslens("lint", article, "--format", "github")[1].startswith("::warning file=")

    @pytest.mark.parametrize(
        "options",
        [
            ("--format", "xml"),
            ("--fail-on", "grav"),
            ("--select", "nimic"),
            ("--ignore-file", "nu"),
        ],
    )
    def test_lint_refuses_before_reading(self, presslens, article, options):
        status, out, err = presslens("lint", article, *options)
        assert (status, out) == (2, "")
        one_line(err)

    def test_lint_of_nothing_exits_with_2(self, presslens, tmp_path):
        status, _, err = presslens("lint", tmp_path / "nu.txt")
        assert status == 2
        one_line(err)
