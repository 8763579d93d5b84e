import json
import subprocess
import sys

import pandas as pd
import pytest

from presslens.engine import local
from presslens.errors import CorpusError, MissingDataError, ParameterError, RegistryError, RunError
from presslens.run import annotate, open_run
from presslens.tables.run_folder import RunFolder
from presslens.tables.schemas import TABLES, validate

SETTINGS = {"registry": []}


def tables_of(folder):
    """The bytes of each table of a run folder."""
    generation = json.loads((folder / "manifest.json").read_text())["generation"]
    return {t: (folder / "tables" / generation / f"{t}.parquet").read_bytes() for t in TABLES}


def snapshot(folder):
    return {
        str(p.relative_to(folder)): (p.stat().st_mtime_ns, p.read_bytes())
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def annotated(monkeypatch):
    """The ids of the articles that are annotated, as it goes on."""
    seen = []
    work = local._annotate

    def watched(row, settings):
        seen.append(row["article_id"])
        return work(row, settings)

    monkeypatch.setattr(local, "_annotate", watched)
    return seen


class TestTables:
    def test_every_table_is_valid(self, analysed):
        for table in TABLES:
            validate(getattr(analysed, table), table)

    def test_every_offset_is_in_its_article(self, analysed):
        texts = analysed.articles.set_index("article_id")["text"]
        for row in analysed.mentions.itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text

    @pytest.mark.parametrize(
        ("table", "column", "other"),
        [
            ("sentences", "article_id", "articles"),
            ("mentions", "article_id", "articles"),
            ("mentions", "sentence_id", "sentences"),
            ("mentions", "actor_id", "actors"),
            ("mentions", "quote_id", "quotes"),
            ("quotes", "speaker_mention_id", "mentions"),
            ("sentiments", "mention_id", "mentions"),
            ("events", "sentence_id", "sentences"),
        ],
    )
    def test_every_id_leads_somewhere(self, analysed, table, column, other):
        key = "mention_id" if column == "speaker_mention_id" else column
        known = set(getattr(analysed, other)[key])
        assert set(getattr(analysed, table)[column].dropna()) <= known

    def test_what_the_articles_say_is_found(self, analysed):
        actors = set(analysed.mentions["actor_id"].dropna())
        assert {"rusia", "ucraina", "volodimir-zelenski", "ilie-bolojan", "psd"} <= actors
        assert set(analysed.quotes["speaker_id"].dropna()) >= {"volodimir-zelenski"}

    def test_article_in_a_language_without_data_is_kept_and_not_scored(self, analysed):
        (french,) = analysed.articles[analysed.articles["language"] == "fr"]["article_id"]
        for table in ("sentences", "mentions", "quotes", "events", "checks"):
            assert french not in set(getattr(analysed, table)["article_id"])

    def test_shares_of_sentiment_sum_to_one(self, analysed):
        shares = analysed.sentiments[["p_negative", "p_neutral", "p_positive"]]
        assert len(shares) > 3
        assert shares.sum(axis=1).between(0.999, 1.001).all()

    def test_manifest_says_how_it_was_made(self, analysed):
        manifest = analysed.manifest
        assert manifest["rows"] == {t: len(getattr(analysed, t)) for t in TABLES}
        assert manifest["failed"] == {}
        assert manifest["settings"]["sentiment"] == "default"
        assert manifest.keys() >= {"presslens", "versions", "input", "seconds", "fingerprint"}

    def test_reading_tells_what_was_read(self, analysed):
        assert list(analysed.reading["status"]).count("read") == 4

    def test_run_shows_itself_as_html(self, analysed):
        assert "<table>" in analysed._repr_html_()


class TestIncrements:
    def test_second_time_nothing_is_done(self, corpus, tmp_path, annotated):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        before = snapshot(tmp_path / "run")
        annotated.clear()
        again = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert annotated == []
        assert snapshot(tmp_path / "run") == before
        assert len(again.articles) == 4

    def test_only_the_new_article_is_annotated(self, corpus, tmp_path, annotated, write_corpus):
        first = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        new = "date 2025-11-30\nMaia Sandu a vizitat Franța și a vorbit cu presa despre alegeri.\n"
        write_corpus(corpus, {"curierul/0-primul.txt": new})
        second = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        (fresh,) = set(second.articles["article_id"]) - set(first.articles["article_id"])
        assert annotated == [fresh]
        assert "maia-sandu" in set(second.actors["actor_id"])
        annotate(corpus, out=tmp_path / "whole", **SETTINGS)
        assert tables_of(tmp_path / "run") == tables_of(tmp_path / "whole")

    def test_article_that_is_gone_disappears(self, corpus, tmp_path, annotated):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        (corpus / "curierul" / "2025-11-27-guvern.txt").unlink()
        run = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert annotated == []
        assert "ilie-bolojan" not in set(run.actors["actor_id"])
        annotate(corpus, out=tmp_path / "whole", **SETTINGS)
        assert tables_of(tmp_path / "run") == tables_of(tmp_path / "whole")

    def test_renamed_file_is_not_annotated_again_but_told(self, corpus, tmp_path, annotated):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        old = corpus / "curierul" / "2025-11-27-guvern.txt"
        old.rename(old.with_name("2025-11-27-altfel.txt"))
        run = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert annotated == []
        assert "curierul/2025-11-27-altfel.txt" in set(run.articles["source_file"])

    def test_new_broken_file_is_told_though_no_article_is_new(self, corpus, tmp_path, annotated):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        (corpus / "gol.txt").write_text("   ")
        run = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert annotated == []
        assert "gol.txt" in set(run.reading["source_file"])

    def test_changed_registry_annotates_again(self, corpus, tmp_path, annotated):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        mine = tmp_path / "mine.yaml"
        mine.write_text("merge:\n  rusia: belarus\n")
        run = annotate(corpus, out=tmp_path / "run", registry=mine)
        assert len(annotated) == 4
        assert "rusia" not in set(run.actors["actor_id"])
        assert "belarus" in set(run.actors["actor_id"])

    def test_another_model_annotates_again_and_is_told(
        self, corpus, tmp_path, annotated, tiny_model
    ):
        plain = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotated.clear()
        folder = tiny_model("mine")
        run = annotate(corpus, out=tmp_path / "run", model=folder, **SETTINGS)
        assert len(annotated) == len(run.articles)
        assert run.manifest["settings"]["models"] == {"ro": str(folder)}
        assert run.manifest["versions"]["ro_mine"] == "0.0.0"
        assert run.manifest["fingerprint"] != plain.manifest["fingerprint"]
        annotated.clear()
        open_run(corpus, out=tmp_path / "run", model=folder, **SETTINGS)
        assert annotated == []

    def test_a_model_reads_its_own_language_only(self, corpus, tmp_path, analysed, tiny_model):
        run = annotate(corpus, out=tmp_path / "run", model=tiny_model(), **SETTINGS)
        english = set(run.articles.loc[run.articles["language"] == "en", "article_id"])
        quotes = [r.quotes[r.quotes["article_id"].isin(english)] for r in (run, analysed)]
        assert len(quotes[0])
        assert quotes[0].reset_index(drop=True).equals(quotes[1].reset_index(drop=True))
        assert set(run.quotes["article_id"]) != set(analysed.quotes["article_id"])

    def test_run_that_was_killed_goes_on_and_ends_the_same(
        self, corpus, tmp_path, annotated, monkeypatch
    ):
        monkeypatch.setattr(local, "PARTITION_SIZE", 1)
        annotate(corpus, out=tmp_path / "whole", **SETTINGS)
        annotated.clear()
        write = RunFolder.write_part
        done = []

        def killed(self, *args):
            if done:
                raise KeyboardInterrupt
            write(self, *args)
            done.append(1)

        with monkeypatch.context() as patch:
            patch.setattr(RunFolder, "write_part", killed)
            with pytest.raises(KeyboardInterrupt):
                annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert RunFolder(tmp_path / "run").manifest() is None
        first = annotated[0]
        annotated.clear()
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert len(annotated) == 3
        assert first not in annotated
        assert tables_of(tmp_path / "run") == tables_of(tmp_path / "whole")
        assert not (tmp_path / "run" / "parts").exists()

    def test_run_killed_while_it_commits_leaves_the_run_before(
        self, corpus, tmp_path, monkeypatch, write_corpus
    ):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        before = tables_of(tmp_path / "run")
        write_corpus(corpus, {"nou.txt": "date 2025-12-01\nRusia și Ucraina au semnat un text.\n"})

        def killed(*args):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("presslens.tables.run_folder.write_json", killed)
            with pytest.raises(KeyboardInterrupt):
                annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert tables_of(tmp_path / "run") == before
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        annotate(corpus, out=tmp_path / "whole", **SETTINGS)
        assert tables_of(tmp_path / "run") == tables_of(tmp_path / "whole")


class TestFailures:
    @pytest.fixture
    def one_fails(self, monkeypatch):
        work = local._annotate

        def failing(row, settings):
            if "Bolojan" in row["text"]:
                raise RuntimeError("a bad day")
            return work(row, settings)

        with monkeypatch.context() as patch:
            patch.setattr(local, "_annotate", failing)
            yield

    def test_one_article_does_not_stop_the_others(self, corpus, tmp_path, one_fails):
        run = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        (failed,) = run.manifest["failed"]
        assert run.manifest["failed"][failed] == "RuntimeError: a bad day"
        assert failed in set(run.articles["article_id"])
        assert failed not in set(run.mentions["article_id"])
        assert "rusia" in set(run.actors["actor_id"])

    def test_only_what_failed_is_tried_again(self, corpus, tmp_path, monkeypatch):
        work = local._annotate
        seen = []

        def once(row, settings):
            seen.append(row["text"])
            if "Bolojan" in row["text"] and len(seen) <= 4:
                raise RuntimeError("a bad day")
            return work(row, settings)

        monkeypatch.setattr(local, "_annotate", once)
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        again = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        assert len(seen) == 5
        assert again.manifest["failed"] == {}
        annotate(corpus, out=tmp_path / "whole", **SETTINGS)
        assert tables_of(tmp_path / "run") == tables_of(tmp_path / "whole")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ({"engine": "magic"}, "'local'"),
            ({"workers": 0}, "1 or more"),
            ({"sentiment": "magic"}, "lexicon"),
            ({"registry": "none.yaml"}, "no such file"),
        ],
    )
    def test_wrong_argument_is_refused_before_any_work(self, corpus, tmp_path, arguments, told):
        with pytest.raises(ParameterError, match=told):
            annotate(corpus, out=tmp_path / "run", **{**SETTINGS, **arguments})
        assert not (tmp_path / "run").exists()

    def test_missing_model_is_refused_before_any_work(self, corpus, tmp_path):
        with pytest.raises(MissingDataError, match="spacy download no_such_model"):
            annotate(corpus, out=tmp_path / "run", model="no_such_model", **SETTINGS)
        assert not (tmp_path / "run").exists()

    def test_broken_registry_is_refused_before_any_work(self, corpus, tmp_path):
        mine = tmp_path / "mine.yaml"
        mine.write_text("actor: []")
        with pytest.raises(RegistryError, match=r"mine\.yaml:1"):
            annotate(corpus, out=tmp_path / "run", registry=mine)
        assert not (tmp_path / "run").exists()

    @pytest.mark.parametrize("inside", [".", "run", "curierul/run"])
    def test_run_folder_inside_the_corpus_is_refused(self, corpus, inside):
        before = snapshot(corpus)
        with pytest.raises(ParameterError, match="inside the corpus"):
            annotate(corpus, out=corpus / inside, **SETTINGS)
        assert snapshot(corpus) == before

    def test_run_folder_beside_the_one_file_of_the_corpus_is_refused(self, corpus):
        file = corpus / "gazette" / "2025-11-28-talks.txt"
        with pytest.raises(RunError, match="not of a run"):
            annotate(file, out=file.parent, **SETTINGS)
        assert len(list(file.parent.iterdir())) == 1

    def test_folder_with_something_else_in_it_is_refused_untouched(self, corpus, tmp_path):
        (tmp_path / "tables").mkdir()
        (tmp_path / "tables" / "mine.txt").write_text("mine")
        with pytest.raises(RunError, match="not of a run"):
            annotate(corpus, out=tmp_path, **SETTINGS)
        assert (tmp_path / "tables" / "mine.txt").exists()

    def test_run_folder_is_no_corpus(self, analysed, tmp_path):
        with pytest.raises(ParameterError, match="open it with open_run"):
            annotate(analysed.folder, out=tmp_path / "run", **SETTINGS)

    @pytest.mark.parametrize(
        "making", [{"out": "x"}, {"registry": []}, {"model": "x"}, {"mapping": {}}]
    )
    def test_how_to_make_a_run_is_no_option_of_one_that_is_made(self, analysed, making):
        with pytest.raises(ParameterError, match="is a run folder"):
            open_run(analysed.folder, **making)

    def test_folder_that_can_not_be_written_is_told_before_any_work(
        self, corpus, tmp_path, annotated
    ):
        (tmp_path / "file").write_text("mine")
        with pytest.raises(RunError, match="can't be written"):
            annotate(corpus, out=tmp_path / "file" / "run", **SETTINGS)
        assert annotated == []

    def test_missing_corpus_is_an_error(self, tmp_path):
        with pytest.raises(CorpusError):
            annotate(tmp_path / "none", out=tmp_path / "run", **SETTINGS)
        assert not (tmp_path / "run").exists()

    def test_run_of_a_newer_version_is_refused(self, corpus, tmp_path):
        annotate(corpus, out=tmp_path / "run", **SETTINGS)
        path = tmp_path / "run" / "manifest.json"
        manifest = json.loads(path.read_text()) | {"schema_version": 99, "presslens": "9.9"}
        path.write_text(json.dumps(manifest))
        for call in (lambda: open_run(tmp_path / "run"), lambda: annotate(corpus, out=path.parent)):
            with pytest.raises(RunError, match="newer"):
                call()

    def test_table_that_was_cut_short_is_an_error(self, corpus, tmp_path):
        run = annotate(corpus, out=tmp_path / "run", **SETTINGS)
        folder = tmp_path / "run" / "tables" / run.manifest["generation"]
        path = folder / "mentions.parquet"
        path.write_bytes(path.read_bytes()[:-50])
        with pytest.raises(RunError, match=r"mentions.*annotate again"):
            open_run(tmp_path / "run")


class TestOpening:
    def test_nothing_is_written_beside_the_input(self, corpus):
        before = snapshot(corpus)
        run = open_run(corpus, **SETTINGS)
        assert snapshot(corpus) == before
        assert not run.folder.is_relative_to(corpus)

    def test_run_folder_is_read_without_its_corpus(self, analysed):
        again = open_run(analysed.folder)
        for table in TABLES:
            pd.testing.assert_frame_equal(getattr(again, table), getattr(analysed, table))
        pd.testing.assert_frame_equal(again.reading, analysed.reading)

    def test_corpus_and_its_run_folder_open_alike(self, corpus, tmp_path):
        one = open_run(corpus, out=tmp_path / "run", **SETTINGS)
        other = open_run(tmp_path / "run")
        pd.testing.assert_frame_equal(one.mentions, other.mentions)

    def test_source_has_a_name_wherever_the_corpus_was_given_from(self, corpus, monkeypatch):
        monkeypatch.chdir(corpus)
        assert open_run(".", **SETTINGS).source == corpus.name

    def test_unknown_page_parameter_is_refused_before_any_work(self, tmp_path):
        with pytest.raises(ParameterError, match="'top'"):
            open_run(tmp_path / "none", topp=5)

    def test_bad_day_is_refused_before_any_work(self, tmp_path):
        with pytest.raises(ParameterError, match="YYYY-MM-DD"):
            open_run(tmp_path / "none", since="yesterday")


@pytest.mark.slow
def test_two_processes_make_the_same_bytes_as_one(tmp_path, write_corpus):
    articles = {
        f"ziarul/{n:03}.txt": f"date 2025-11-{n % 28 + 1:02}\nRusia a atacat orașul {n}. "
        f"Președintele ucrainean a spus că „nu cedează” de {n} ori, iar Franța îl sprijină.\n"
        for n in range(70)
    }
    corpus = write_corpus(tmp_path / "corpus", articles)
    annotate(corpus, out=tmp_path / "one", workers=1, **SETTINGS)
    annotate(corpus, out=tmp_path / "two", workers=2, **SETTINGS)
    assert tables_of(tmp_path / "one") == tables_of(tmp_path / "two")


@pytest.mark.slow
def test_two_processes_on_one_folder_take_turns(corpus, tmp_path):
    out = tmp_path / "run"
    command = [sys.executable, "-m", "presslens.cli", "annotate", str(corpus), "--out", str(out)]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    complaints = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], complaints
    assert len(open_run(out).articles) == 4
