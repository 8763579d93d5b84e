import json

import pandas as pd
import pytest

from presslens.actors.registry import load_registry
from presslens.engine import Settings, annotate_partitions, local
from presslens.engine.assemble import assemble, new_articles
from presslens.language.chosen import Chosen
from presslens.tables.run_folder import RunFolder, partition_key
from presslens.tables.schemas import conform


@pytest.fixture
def articles():
    rows = [
        {
            "article_id": f"a{n}", "language": language, "text": f"Rusia tace a {n}-a oară.",
            "n_words": 4, "story_id": f"a{n}", "is_copy": False, "source_file": "x.csv",
            "published": pd.Timestamp("2025-11-26", tz="Europe/Bucharest"),
        }
        for n, language in enumerate(["ro", "ro", "fr", None, "en"])
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "articles")


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(local, "PARTITION_SIZE", 2)


def test_articles_are_split_in_their_order(articles, small):
    parts = [list(p["article_id"]) for p in local.split(articles)]
    assert parts == [["a0", "a1"], ["a2", "a3"], ["a4"]]


def test_no_article_makes_no_partition(articles):
    assert local.split(articles.iloc[:0]) == []


def test_partitions_are_annotated_once(articles, small, tmp_path):
    parts = [(partition_key("f", p["article_id"]), p) for p in local.split(articles)]
    assert list(annotate_partitions(parts[:1], tmp_path, Settings())) == [2]
    written = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")}
    assert sorted(annotate_partitions(parts, tmp_path, Settings())) == [1, 2, 2]
    assert all(p.stat().st_mtime_ns == at for p, at in written.items())
    frames, failed = RunFolder(tmp_path).read_parts(k for k, _ in parts)
    assert failed == {}
    assert [list(f["mentions"]["article_id"]) for f in frames] == [["a0", "a1"], [], []]


def test_article_without_a_language_we_have_gets_no_row(articles, tmp_path):
    french = articles[articles["language"] == "fr"]
    list(annotate_partitions([("k", french)], tmp_path, Settings()))
    frames, _ = RunFolder(tmp_path).read_part("k")
    assert all(frame.empty for frame in frames.values())


def test_error_of_one_article_is_noted_in_the_part(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(local, "annotate_text", lambda *_: 1 / 0)
    list(annotate_partitions([("k", articles.iloc[:1])], tmp_path, Settings()))
    notes = json.loads((tmp_path / "parts" / "k" / "notes.json").read_text())
    assert notes == {"failed": {"a0": "ZeroDivisionError: division by zero"}}


def test_fingerprint_follows_model_and_registry(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("merge: {rusia: belarus}\n")
    prints = {
        Settings().fingerprint(),
        Settings(sentiment="textblob").fingerprint(),
        Settings(registry=(mine,)).fingerprint(),
        Settings(models=(Chosen("ro", "mine", "ro_mine", "1.0", "a1"),)).fingerprint(),
        Settings(models=(Chosen("ro", "mine", "ro_mine", "1.0", "b2"),)).fingerprint(),
    }
    assert len(prints) == 5
    assert Settings().fingerprint() in prints


def test_methods_are_told_apart_by_their_files(tmp_path):
    rules = tmp_path / "speech" / "rules.py"
    rules.parent.mkdir()
    rules.write_text("FAR = 1\n")
    before = local.digest_of(tmp_path)
    (tmp_path / "plots.py").write_text("INK = 1\n")
    assert local.digest_of(tmp_path) == before
    rules.write_text("FAR = 2\n")
    assert local.digest_of(tmp_path) != before


class TestNewArticles:
    @pytest.mark.parametrize(
        ("before", "now", "is_new"),
        [
            ("ro", "ro", False),
            ("ro", "en", True),
            ("ro", None, True),
            (None, "ro", True),
            (None, None, False),
        ],
    )
    def test_article_is_new_when_its_language_is_told_otherwise(
        self, articles, before, now, is_new
    ):
        one = articles.iloc[:1]
        old = conform(one.assign(language=before), "articles")
        current = conform(one.assign(language=now), "articles")
        assert len(new_articles(current, {"articles": old})) == is_new

    def test_everything_is_new_the_first_time(self, articles):
        assert len(new_articles(articles, None)) == 5

    def test_what_failed_is_new(self, articles):
        found = new_articles(articles, {"articles": articles}, ["a1"])
        assert list(found["article_id"]) == ["a1"]

    def test_failure_of_an_article_that_is_gone_does_not_matter(self, articles):
        before = {"articles": articles}
        assert new_articles(articles.iloc[1:], before, ["a0"]).empty


def test_article_that_lost_its_language_loses_its_rows(articles, tmp_path):
    list(annotate_partitions([("k", articles)], tmp_path, Settings()))
    part, _ = RunFolder(tmp_path).read_part("k")
    before = {"articles": articles, **part}
    now = conform(articles.assign(language=None), "articles")
    todo = new_articles(now, before)["article_id"]
    frames = assemble(now, before, todo, [], load_registry())
    assert len(part["mentions"]) == 2
    assert frames["mentions"].empty
    assert frames["sentiments"].empty
