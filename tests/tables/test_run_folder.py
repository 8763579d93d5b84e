import json

import pytest

from presslens.errors import RunError
from presslens.tables.rows import ANNOTATED
from presslens.tables.run_folder import RunFolder, partition_key
from presslens.tables.schemas import SCHEMA_VERSION, TABLES, empty

MANIFEST = {"presslens": "0.1.0", "fingerprint": "f", "failed": {}}


def nothing():
    return {table: empty(table) for table in TABLES}


@pytest.fixture
def folder(tmp_path):
    return RunFolder(tmp_path / "run")


def test_committed_tables_are_read_back(folder):
    folder.commit(nothing(), MANIFEST, [{"source_file": "a.txt", "row": None}])
    assert set(folder.read()) == set(TABLES)
    assert folder.reading() == [{"source_file": "a.txt", "row": None}]
    assert RunFolder.is_one(folder.path)


def test_folder_before_the_first_run_has_no_manifest(folder):
    assert folder.manifest() is None
    assert not RunFolder.is_one(folder.path)
    with pytest.raises(RunError, match="annotate the corpus first"):
        folder.read()


def test_commit_leaves_one_generation_and_no_parts(folder):
    folder.write_part("0123456789abcdef", {t: empty(t) for t in ANNOTATED}, {"failed": {}})
    folder.commit(nothing(), MANIFEST, [])
    folder.commit(nothing(), {**MANIFEST, "fingerprint": "g"}, [])
    assert sorted(p.name for p in folder.path.iterdir()) == [
        "manifest.json",
        "reading.json",
        "tables",
    ]
    assert len(list((folder.path / "tables").iterdir())) == 1


def test_commit_removes_nothing_that_it_did_not_write(folder):
    strange = folder.path / "tables" / "mine"
    strange.mkdir(parents=True)
    folder.commit(nothing(), MANIFEST, [])
    assert strange.is_dir()


def test_failed_commit_leaves_the_run_before_it(folder):
    folder.commit(nothing(), MANIFEST, [])
    before = folder.manifest()
    broken = nothing()
    broken["checks"] = broken["checks"].reindex([0])
    with pytest.raises(ValueError, match="'check_id' is missing"):
        folder.commit(broken, MANIFEST, [])
    assert folder.manifest() == before
    assert set(folder.read()) == set(TABLES)
    assert len(list((folder.path / "tables").iterdir())) == 1


def test_part_is_put_in_place_whole(folder):
    parts = {t: empty(t) for t in ANNOTATED}
    folder.write_part("k", parts, {"failed": {"a": "why"}})
    frames, failed = folder.read_parts(["k"])
    assert [set(f) for f in frames] == [set(ANNOTATED)]
    assert failed == {"a": "why"}
    assert [p.name for p in (folder.path / "parts").iterdir()] == ["k"]


def test_part_that_breaks_off_leaves_nothing(folder):
    parts = {t: empty(t) for t in ANNOTATED if t != "checks"}
    with pytest.raises(KeyError):
        folder.write_part("k", parts, {})
    assert list((folder.path / "parts").iterdir()) == []


def _write(folder, **changes):
    data = {
        "format": "presslens-run",
        "schema_version": SCHEMA_VERSION,
        "generation": "0" * 16,
        **MANIFEST,
        **changes,
    }
    folder.path.mkdir()
    text = json.dumps({k: v for k, v in data.items() if v is not None})
    folder.manifest_path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"schema_version": SCHEMA_VERSION + 1, "presslens": "9.9"}, r"presslens 9\.9.*newer"),
        ({"format": "something"}, "not a run folder"),
        ({"format": None}, "not a run folder"),
        ({"generation": None}, "'generation' is 'None'"),
        ({"schema_version": None}, "'schema_version' is 'None'"),
    ],
)
def test_manifest_of_another_kind_is_refused(folder, changes, told):
    _write(folder, **changes)
    with pytest.raises(RunError, match=told):
        folder.manifest()


@pytest.mark.parametrize("generation", ["../../elsewhere", "/etc", "", 5, "0" * 15 + "/"])
def test_generation_is_never_a_way_out_of_the_folder(folder, generation):
    _write(folder, generation=generation)
    with pytest.raises(RunError, match="generation"):
        folder.read()


def test_run_whose_manifest_is_cut_short_is_still_no_corpus(folder):
    folder.commit(nothing(), MANIFEST, [])
    folder.manifest_path.write_text("{")
    assert RunFolder.is_one(folder.path)
    with pytest.raises(RunError, match="annotate again"):
        folder.read()


def test_folder_of_somebody_else_is_refused(folder):
    folder.path.mkdir()
    folder.refuse_foreign()
    (folder.path / "notes.txt").write_text("mine")
    with pytest.raises(RunError, match=r"'notes\.txt'"):
        folder.refuse_foreign()


def test_file_instead_of_a_folder_is_refused(folder):
    folder.path.write_text("mine")
    with pytest.raises(RunError, match="is a file"):
        folder.refuse_foreign()


def test_folder_that_can_not_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RunError, match="can't be written"):
        RunFolder(tmp_path / "file" / "run").create()


@pytest.mark.parametrize("report", [5, [5], None, {"a": 1}])
def test_report_of_the_reader_that_is_none_is_refused(folder, report):
    folder.commit(nothing(), MANIFEST, [])
    folder.reading_path.write_text(json.dumps({"report": report}))
    with pytest.raises(RunError, match="not a report"):
        folder.reading()


def test_tables_replaced_while_they_are_read_are_read_anew(folder, monkeypatch):
    folder.commit(nothing(), MANIFEST, [])
    manifest = folder.manifest()
    seen = iter([{**manifest, "generation": "0" * 16}, manifest])
    monkeypatch.setattr(folder, "manifest", lambda: next(seen))
    assert set(folder.read()) == set(TABLES)


def test_partition_key_follows_its_articles_and_how_they_are_read():
    assert partition_key("f", ["a", "b"]) == partition_key("f", ["a", "b"])
    keys = {partition_key("f", ["a"]), partition_key("g", ["a"]), partition_key("f", ["a", "b"])}
    assert len(keys) == 3
