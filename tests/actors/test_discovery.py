import pytest
import yaml

from presslens.actors import discovery
from presslens.actors.discovery import discover, one_line
from presslens.actors.registry import load_registry
from presslens.run import annotate

NEWS = {
    "z/2025-11-26-a.txt": (
        "date 2025-11-26\n"
        "Primarul Gheorghe Bulboacă a declarat că proiectul continuă. Gheorghe Bulboacă a mers "
        "apoi la Cluj. Potrivit lui Bulboacă, lucrările vor fi gata în toamnă.\n"
    ),
    "z/2025-11-27-b.txt": (
        "date 2025-11-27\n"
        "Primarul Gheorghe Bulboacă a fost criticat. Deputata Ana Maria Zăbavă a spus că decizia "
        "este greșită. Zăbavă a plecat de la ședință.\n"
    ),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory, write_corpus):
    base = tmp_path_factory.mktemp("discovery")
    return annotate(write_corpus(base / "corpus", NEWS), out=base / "run", registry=[])


@pytest.fixture(scope="module")
def listed(run):
    return discover(run, load_registry())


def entries(text):
    return {entry["id"]: entry for entry in yaml.safe_load(text)["actors"]}


def test_most_frequent_actor_stands_first_with_its_name_and_kind(listed):
    first = next(iter(entries(listed).values()))
    assert first == {
        "id": "gheorghe-bulboaca", "kind": "person", "name": {"ro": "Gheorghe Bulboacă"},
        "gender": "m",
    }  # fmt: skip


def test_forms_are_told_with_their_counts_and_sentences_with_their_articles(listed, run):
    above = listed[: listed.index("- id: gheorghe-bulboaca")]
    assert "4 mentions in 2 articles: Gheorghe Bulboacă (3), Bulboacă (1)" in above
    first, second = run.articles["article_id"]
    assert f"# {first}: Primarul Gheorghe Bulboacă a declarat că proiectul continuă." in above
    assert f"# {second}: Primarul Gheorghe Bulboacă a fost criticat." in above
    assert above.count(f"# {first}: ") + above.count(f"# {second}: ") == discovery.SENTENCES


def test_rarer_actors_can_be_left_out(run):
    assert list(entries(discover(run, load_registry(), min_mentions=3))) == ["gheorghe-bulboaca"]


def test_nothing_to_list_is_an_empty_file_of_the_registry(run, registry_file):
    text = discover(run, load_registry(), min_mentions=1000)
    assert yaml.safe_load(text) == {"actors": []}
    assert len(load_registry(registry_file(text))) == len(load_registry())


def test_list_is_the_same_each_time(run, listed):
    assert discover(run, load_registry()) == listed


def test_kept_in_the_registry_they_are_known_by_the_same_mentions(
    listed, run, registry_file, tmp_path, write_corpus
):
    mine = registry_file(listed)
    corpus = write_corpus(tmp_path / "corpus", NEWS)
    again = annotate(corpus, out=tmp_path / "run", registry=mine)
    found = run.mentions.dropna(subset=["found_as"])
    assert len(found) >= 5
    assert again.mentions["found_as"].isna().all()
    assert again.actors["known"].all()
    places = ["article_id", "start", "end"]
    now = {tuple(row): actor for *row, actor in again.mentions[[*places, "actor_id"]].to_numpy()}
    for *row, actor in found[[*places, "actor_id"]].to_numpy():
        assert now[tuple(row)] == actor.removeprefix("found-")


def test_id_that_the_registry_has_gets_a_number(run, registry_file):
    mine = "actors:\n  - {id: gheorghe-bulboaca, kind: place, name: {ro: Bulboaca}}\n"
    text = discover(run, load_registry(registry_file(mine)))
    assert "gheorghe-bulboaca-2" in entries(text)


class TestHostileText:
    @pytest.mark.parametrize(
        "text",
        ["a\nactors: [x]", "a\u2028b", "a\x85b", "a\x00b", "a\ufeffb", "a\ud800b", "x" * 10**6],
    )
    def test_text_of_an_article_is_one_bounded_printable_line(self, text):
        line = one_line(text, 300)
        assert len(line) <= 300
        assert len(line.splitlines()) == 1
        assert yaml.safe_load(f"# {line}\nactors: []") == {"actors": []}

    def test_names_and_sentences_can_not_leave_their_place(self, run, registry_file):
        from dataclasses import replace

        evil = 'Ion "}\n  - {id: evil, kind: person, name: {ro: E}}\n# \u2028 *a &b'
        hostile = replace(
            run,
            actors=run.actors.assign(name_ro=evil),
            mentions=run.mentions.assign(text=evil),
            articles=run.articles.assign(
                text=[evil + text[len(evil) :] for text in run.articles["text"]]
            ),
        )
        text = discover(hostile, load_registry())
        assert "evil" not in entries(text)
        assert len(load_registry(registry_file(text))) > len(load_registry())


def test_forms_of_an_organisation_that_rules_can_not_make_are_listed(run):
    from dataclasses import replace

    actor = "found-agentia-zonala-a-lemnului"
    first = run.mentions[run.mentions["found_as"].notna()].head(3).reset_index(drop=True)
    name = "Agenția Zonală a Lemnului"
    mentions = first.assign(
        actor_id=actor, text=[name, "AZL", "Agențiilor Zonale ale Lemnului"], label="ORG",
        link=["name", "alias", "form"], found_as=name,
    )  # fmt: skip
    actors = run.actors.head(1).assign(
        actor_id=actor, name_ro=name, kind="organisation", known=False
    )
    text = discover(replace(run, mentions=mentions, actors=actors), load_registry())
    (entry,) = entries(text).values()
    assert entry["aliases"] == {"ro": ["AZL"]}
    assert entry["forms"] == {"ro": ["Agențiilor Zonale ale Lemnului"]}


class TestCommand:
    @pytest.fixture
    def presslens(self, monkeypatch, capfd):
        import sys

        from presslens import cli

        def _run(*arguments):
            monkeypatch.setattr(sys, "argv", ["presslens", *map(str, arguments)])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            written = capfd.readouterr()
            return ended.value.code or 0, written.out, written.err

        return _run

    def test_prints_what_actors_check_accepts(self, presslens, run, listed, registry_file):
        status, out, _ = presslens("actors", "discover", run.folder)
        assert (status, out) == (0, listed)
        status, told, _ = presslens("actors", "check", registry_file(out))
        assert status == 0
        assert told.endswith("no error\n")

    def test_writes_the_file_that_is_named(self, presslens, run, listed, tmp_path):
        file = tmp_path / "mine" / "new.yaml"
        assert presslens("actors", "discover", run.folder, "--out", file)[0] == 0
        assert file.read_text(encoding="utf-8") == listed

    def test_file_that_can_not_be_written_is_told_in_a_line(self, presslens, run, tmp_path):
        status, _, err = presslens("actors", "discover", run.folder, "--out", tmp_path)
        assert status == 2
        assert "can't be written" in err

    def test_reads_a_corpus_with_the_registry_that_is_named(
        self, presslens, listed, registry_file, tmp_path, write_corpus
    ):
        corpus = write_corpus(tmp_path / "corpus", NEWS)
        status, out, _ = presslens(
            "actors", "discover", corpus, "--registry", registry_file(listed)
        )
        assert status == 0
        assert yaml.safe_load(out) == {"actors": []}

    def test_refuses_a_registry_for_a_run_that_is_made(self, presslens, run, registry_file):
        status, _, err = presslens(
            "actors", "discover", run.folder, "--registry", registry_file("actors: []")
        )
        assert status == 2
        assert "run folder" in err
