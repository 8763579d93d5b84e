from pathlib import Path

import pytest

from presslens.errors import ParameterError
from presslens.paths import cache_folder, default_run_folder, find_corpus, user_registry


def test_cache_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("PRESSLENS_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path


def test_cache_is_the_users_otherwise(monkeypatch):
    monkeypatch.delenv("PRESSLENS_CACHE")
    assert "presslens" in cache_folder().parts[-1]


def test_run_folder_is_the_same_each_time_and_another_for_another_corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert default_run_folder(Path("a")) == default_run_folder(tmp_path / "a")
    (tmp_path / "b").mkdir()
    assert default_run_folder(tmp_path / "a") != default_run_folder(tmp_path / "b" / "a")


@pytest.mark.parametrize("name", ["..", "a/../..", "știri", "x" * 300, "a b;c", "-rf", "a\nb"])
def test_run_folder_lies_in_the_cache_whatever_the_name(tmp_path, name):
    folder = default_run_folder(tmp_path / name)
    assert folder.parent == cache_folder() / "runs"
    assert len(folder.name) < 80
    assert folder.name.isprintable()


def test_empty_corpus_is_not_the_working_folder():
    with pytest.raises(ParameterError, match="empty"):
        find_corpus("")


class TestUserRegistry:
    def test_folder_here_or_above_is_taken(self, tmp_path, monkeypatch):
        (tmp_path / "data" / "actors").mkdir(parents=True)
        (tmp_path / "notebooks").mkdir()
        monkeypatch.chdir(tmp_path / "notebooks")
        assert user_registry() == (tmp_path / "data" / "actors",)

    def test_without_one_there_is_none(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert user_registry() == ()
        assert user_registry([]) == ()

    def test_what_is_given_has_to_exist(self, tmp_path):
        with pytest.raises(ParameterError, match="no such file"):
            user_registry(tmp_path / "none.yaml")

    @pytest.mark.parametrize("many", [False, True])
    def test_what_is_given_is_taken(self, tmp_path, many):
        assert user_registry([tmp_path] if many else str(tmp_path)) == (tmp_path.resolve(),)


def test_corpus_is_seen_from_the_root_when_a_notebook_runs_in_its_folder(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_corpus("data/articles") == Path("../data/articles")
    assert find_corpus(tmp_path) == tmp_path
    monkeypatch.chdir(tmp_path)
    assert find_corpus("data/articles") == Path("data/articles")
