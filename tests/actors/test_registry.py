import collections
import shutil
from pathlib import Path

import pytest

from presslens.actors.component import matcher_for
from presslens.actors.linking import link
from presslens.actors.registry import builtin_files, load_registry
from presslens.errors import RegistryError

STATES_OF_EUROPE = {
    "AL", "AD", "AM", "AT", "AZ", "BY", "BE", "BA", "BG", "CH", "CY", "CZ", "DE", "DK", "EE",
    "ES", "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK",
    "SM", "TR", "UA", "VA", "XK",
}  # fmt: skip
EXAMPLE = Path(__file__).parents[2] / "data" / "actors" / "example.yaml.txt"


class TestBuiltIn:
    def test_it_has_at_least_250_actors(self, registry):
        assert len(registry) >= 250

    def test_every_state_of_europe_is_there(self, registry):
        states = {a.country for a in registry if a.kind == "state"}
        assert not set(STATES_OF_EUROPE) - states

    @pytest.mark.parametrize("actor_id", ["uniunea-europeana", "nato", "onu", "afp", "bloomberg"])
    def test_main_bodies_and_media_are_there(self, registry, actor_id):
        assert actor_id in registry

    def test_every_office_is_of_somebody_known(self, registry):
        missing = [
            (a.id, t.of) for a in registry for t in a.offices if t.of and t.of not in registry
        ]
        assert missing == []

    @pytest.mark.parametrize("language", ["ro", "en"])
    def test_no_two_actors_share_a_full_name(self, registry, language):
        owners = collections.defaultdict(set)
        for actor in registry:
            owners[actor.name.get(language)].add(actor.id)
        assert {n: ids for n, ids in owners.items() if len(ids) > 1} == {}

    def test_no_wikidata_id_stands_twice(self, registry):
        owners = collections.Counter(a.wikidata for a in registry if a.wikidata)
        assert [w for w, n in owners.items() if n > 1] == []

    @pytest.mark.parametrize("language", ["ro", "en"])
    def test_every_actor_is_found_by_its_own_name(self, registry, language, parse):
        matcher = matcher_for(language)
        lost = []
        for actor in registry:
            name = actor.name.get(language)
            found = link(parse(name, language), matcher, None)
            if actor.kind not in ("outlet",) and not any(
                m.actor_id in (actor.id, None) for m in found
            ):
                lost.append((actor.id, name))
        assert lost == []

    def test_every_file_says_where_it_is_from(self):
        for file in builtin_files():
            assert file.read_text(encoding="utf-8").startswith("provenance:")


BROKEN = {
    "unknown section": ("actor: []\n", 1, "allowed are provenance, actors"),
    "not a mapping": ("- a\n- b\n", 1, "must begin with a section"),
    "actors no list": ("actors:\n  ana: 1\n", 2, "must be a list"),
    "actor no mapping": ("actors:\n  - ana\n", 2, "must be a mapping"),
    "no id": ("actors:\n  - {kind: person, name: {ro: Ana}}\n", 2, "'id'"),
    "bad id": ("actors:\n  - {id: Ana B, kind: person, name: {ro: Ana}}\n", 2, "'id'"),
    "no kind": ("actors:\n\n  - {id: ana, name: {ro: Ana}}\n", 3, "'kind'"),
    "bad kind": ("actors:\n  - {id: ana, kind: cat, name: {ro: Ana}}\n", 2, "'kind'"),
    "no name": ("actors:\n  - {id: ana, kind: person, name: {}}\n", 2, "'name'"),
    "unknown key": (
        "actors:\n  - id: ana\n    kind: person\n    name: {ro: Ana}\n    colour: red\n",
        2,
        "'colour'",
    ),
    "dates out of order": (
        "actors:\n  - id: ana\n    kind: person\n    name: {ro: Ana}\n"
        "    offices: [{office: mayor, of: romania, from: 2025-01-02, to: 2024-01-01}]\n",
        2,
        "lies before",
    ),
    "impossible date": (
        "actors:\n  - id: ana\n    kind: person\n    name: {ro: Ana}\n"
        "    offices: [{office: mayor, of: romania, from: 2025-13-42}]\n",
        None,
        "correct",
    ),
    "norway": (
        "actors:\n  - {id: ana, kind: person, country: NO, name: {ro: Ana}}\n",
        2,
        "quotation marks",
    ),
    "unknown of": (
        "actors:\n  - id: ana\n    kind: person\n    name: {ro: Ana}\n"
        "    offices: [{office: mayor, of: romaniaa}]\n",
        2,
        "did you mean 'romania'",
    ),
    "twice in a file": (
        "actors:\n  - {id: ana, kind: person, name: {ro: Ana}}\n"
        "  - {id: ana, kind: person, name: {ro: Ana}}\n",
        3,
        "already",
    ),
    "section twice": ("actors: []\nmerge: {}\nactors: []\n", 3, "twice"),
    "key twice": ("actors:\n  - {id: ana, id: ana}\n", 2, "twice"),
    "alias": ("provenance: &a [x]\nactors: *a\n", 2, "aliases"),
    "alias bomb": (
        "provenance: &a [x,x]\nactors: &b [*a,*a,*a,*a]\nmerge: [*b,*b,*b,*b]\n",
        2,
        "aliases",
    ),
    "deep": ("provenance: " + "[" * 500 + "]" * 500 + "\n", 1, "deep"),
    "tab": ("actors:\n\t- id: ana\n", 2, "not valid YAML"),
    "syntax": ("actors:\n  - {id: ana\nmerge:\n", None, "not valid YAML"),
    "two documents": ("actors: []\n---\nactors: []\n", 2, "not valid YAML"),
    "python tag": ("provenance: !!python/object/apply:os.getcwd []\n", 1, "not valid YAML"),
    "control character": ("provenance: \x00\n", None, "not valid YAML"),
    "merge into itself": ("merge:\n  rusia: rusia\n", 2, "into itself"),
    "merge unknown": ("merge:\n  rusia: romania\n  rusiaa: romania\n", 3, "no actor has the id"),
    "merge into unknown": ("merge: {rusia: ucraaina}\n", 1, "did you mean 'ucraina'"),
    "merge no mapping": ("merge: [rusia]\n", 1, "must be a mapping"),
    "rename unknown": ("rename:\n  rusja: {ro: R}\n", 2, "did you mean 'rusia'"),
    "rename no names": ("rename:\n  rusia: R\n", 2, "'name'"),
    "remove unknown": ("remove:\n  - cfr-cluj\n  - cfr-clujj\n", 3, "no actor has the id"),
    "remove no list": ("remove: rusia\n", 1, "must be a list"),
    "remove an owner": ("remove: [rusia]\n", None, "no actor has the id 'rusia'"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_broken_rule_is_told_with_file_line_and_remedy(registry_file, rule):
    text, line, told = BROKEN[rule]
    with pytest.raises(RegistryError) as raised:
        load_registry(registry_file(text))
    message = str(raised.value)
    if line is not None:
        assert message.startswith(f"mine.yaml:{line}: ")
    assert told in message
    assert len(message) < 600


def test_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes("provenance: Ştefan".encode("cp1250"))
    with pytest.raises(RegistryError, match="UTF-8"):
        load_registry(path)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(RegistryError, match="no such registry file"):
        load_registry(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "actors:\n", "\ufeffactors: []\n", "remove:\n"]
)
def test_file_with_nothing_in_it_changes_nothing(registry_file, registry, text):
    assert load_registry(registry_file(text)).fingerprint() == registry.fingerprint()


class TestChanges:
    """What the user's file does to what is found in a text."""

    @pytest.fixture
    def found(self, registry_file, parse):
        def _found(yaml_text, text):
            matcher = matcher_for("ro", registry_file(yaml_text))
            return [(m.text, m.actor_id) for m in link(parse(text), matcher, None)]

        return _found

    def test_added_actor_is_found(self, found):
        new = "actors:\n  - {id: ana-blandu, kind: person, name: {ro: Ana Blandu}}\n"
        assert found(new, "A venit Ana Blandu. Blandu a plecat.") == [
            ("Ana Blandu", "ana-blandu"),
            ("Blandu", "ana-blandu"),
        ]

    def test_field_given_replaces_the_one_there_was(self, found):
        change = "actors:\n  - id: rusia\n    aliases: {ro: [Ursul Roșu]}\n"
        text = "Ursul Roșu și Federația Rusă și Rusia."
        names = found(change, text)
        assert ("Ursul Roșu", "rusia") in names
        assert ("Rusia", "rusia") in names
        assert "Federația Rusă" not in [t for t, _ in names]

    def test_renamed_actor_is_found_by_both_names(self, found, registry_file):
        change = "rename:\n  psd: {ro: Partidul Trandafirului}\n"
        text = "Partidul Trandafirului, fost Partidul Social Democrat, adică PSD."
        assert {i for _, i in found(change, text)} == {"psd"}
        assert len(found(change, text)) == 3
        assert (
            load_registry(registry_file(change))["psd"].name.get("ro") == "Partidul Trandafirului"
        )

    def test_merged_actors_share_names_and_offices(self, found, registry_file):
        change = "merge:\n  joe-biden: donald-trump\n"
        assert found(change, "A venit Joe Biden.") == [("Joe Biden", "donald-trump")]
        merged = load_registry(registry_file(change))
        assert merged["joe-biden"] is merged["donald-trump"]
        assert "joe-biden" in merged
        starts = [t.start for t in merged["donald-trump"].offices]
        assert len(starts) > len(load_registry()["donald-trump"].offices)

    @pytest.mark.parametrize(
        "change",
        [
            "merge:\n  rusia: ucraina\n  ucraina: belarus\n",
            "merge:\n  ucraina: belarus\n  rusia: ucraina\n",
        ],
    )
    def test_chain_of_merges_leads_to_its_end(self, found, change):
        text = "Rusia, Ucraina și Belarus."
        assert {i for _, i in found(change, text)} == {"belarus"}

    def test_offices_of_a_merged_state_are_those_of_the_other(self, registry_file):
        changed = load_registry(registry_file("merge:\n  rusia: belarus\n"))
        assert "vladimir-putin" in [a.id for a in changed.holders("head_of_state", "belarus", None)]

    def test_circle_of_merges_is_refused(self, registry_file):
        with pytest.raises(RegistryError, match="into itself"):
            load_registry(registry_file("merge:\n  rusia: belarus\n  belarus: rusia\n"))

    def test_removed_actor_is_not_found(self, found):
        text = "Meciul CFR Cluj s-a jucat."
        assert "cfr-cluj" in [i for _, i in found("", text)]
        assert "cfr-cluj" not in [i for _, i in found("remove: [cfr-cluj]\n", text)]

    def test_later_file_applies_over_the_earlier(self, registry_file):
        first = registry_file("rename:\n  rusia: {ro: Prima}\n", "a.yaml")
        registry_file("rename:\n  rusia: {ro: Ultima}\n", "b.yaml")
        assert load_registry(first.parent)["rusia"].name.get("ro") == "Ultima"

    def test_changed_file_is_read_again(self, registry_file):
        path = registry_file("rename:\n  rusia: {ro: Prima}\n")
        before = load_registry(path)
        assert load_registry(path) is before
        registry_file("rename:\n  rusia: {ro: A doua}\n")
        assert load_registry(path).fingerprint() != before.fingerprint()


def test_shipped_example_loads_once_it_is_copied(tmp_path):
    shutil.copy(EXAMPLE, tmp_path / "example.yaml")
    changed = load_registry(tmp_path)
    assert "doina-radvan-petcu" in changed
    assert changed["anpc"].name.get("ro") == "ANPC"
    assert changed["garda-de-coasta"].id == "politia-de-frontiera"
    assert "cfr-cluj" not in changed


def test_example_is_not_read_while_it_ends_in_txt(tmp_path, registry):
    shutil.copy(EXAMPLE, tmp_path / "example.yaml.txt")
    assert load_registry(tmp_path).fingerprint() == registry.fingerprint()


class TestHolders:
    def test_last_day_counts(self, registry):
        import datetime as dt

        on = [
            a.id
            for a in registry.holders("head_of_government", "marea-britanie", dt.date(2024, 7, 5))
        ]
        assert sorted(on) == ["keir-starmer", "rishi-sunak"]

    def test_somebody_who_came_back_is_told_once(self, registry):
        ids = [a.id for a in registry.holders("head_of_state", "rusia", None)]
        assert len(ids) == len(set(ids))

    def test_nobody_holds_what_there_is_not(self, registry):
        assert registry.holders("mayor", "atlantida", None) == []
