import pytest

from presslens.actors.merging import FoundActor, Merger, Seen
from presslens.actors.name_keys import found_id


@pytest.fixture
def merged(registry):
    """``merged(*seen)``: name → id of the actor that it is in the whole corpus.

    Each of ``seen`` is (article, text, found_as), or (article, actor_id) for a known actor.
    """

    def _merged(*seen, label="PERSON"):
        merger = Merger(
            [
                Seen(one[0], one[1], label, found_id(one[2]), one[2])
                if len(one) == 3
                else Seen(one[0], one[1], "PERSON", one[1], None)
                for one in seen
            ],
            registry,
        )
        return {one[2]: merger.actor_of(one[2]) for one in seen if len(one) == 3}

    return _merged


def test_surname_joins_the_one_person_who_has_it(merged):
    ids = merged(("a", "Ion Rusescu", "Ion Rusescu"), ("b", "Rusescu", "Rusescu"))
    assert set(ids.values()) == {"found-ion-rusescu"}


def test_surname_joins_the_one_known_person_who_has_it(merged):
    ids = merged(("a", "klaus-iohannis"), ("b", "Iohannis", "Iohannis"))
    assert ids == {"Iohannis": "klaus-iohannis"}


@pytest.mark.parametrize("other", [("c", "Ana Rusescu", "Ana Rusescu"), None])
def test_surname_of_two_or_of_nobody_stays(merged, other):
    people = [("a", "Ion Rusescu", "Ion Rusescu"), other] if other else []
    assert merged(*people, ("b", "Rusescu", "Rusescu"))["Rusescu"] == "found-rusescu"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ion Gârneț", "Ion Gîrneț"),
        ("Ion Rusescu", "Rusescu Ion"),
        ("Aleksei Rusesky", "Alecsei Ruseski"),
        ("Zurica Rusescu", "Zuricei Rusescu"),
    ],
)
def test_spellings_of_a_name_are_one_actor_called_as_most_do(merged, one, other):
    ids = merged(("a", one, one), ("b", one, one), ("c", other, other))
    assert set(ids.values()) == {found_id(one)}


def test_person_of_the_registry_in_another_spelling_is_known(merged):
    ids = merged(("a", "klaus-iohannis"), ("b", "Iohannis Klaus", "Iohannis Klaus"))
    assert ids == {"Iohannis Klaus": "klaus-iohannis"}


def test_names_that_one_article_tells_apart_are_two_actors(merged):
    ids = merged(
        ("a", "Ion Gârneț", "Ion Gârneț"), ("b", "Ion Gîrneț", "Ion Gîrneț"),
        ("b", "Ion Gârneț", "Ion Gârneț"),
    )  # fmt: skip
    assert len(set(ids.values())) == 2


def test_two_that_were_joined_are_told_apart_from_whom_one_of_them_meets(merged):
    """Else one article would have two names with one id, and nothing would lead back."""
    ids = merged(
        ("a", "Ion Rusescu", "Ion Rusescu"), ("a", "x", "Rusesku Ion"),
        ("b", "Rusescu", "Rusescu"), ("c", "Ruseskku Ion", "Ruseskku Ion"),
    )  # fmt: skip
    assert ids["Ion Rusescu"] != ids["Rusesku Ion"]


def test_acronym_is_the_organisation_that_other_articles_call_so(merged):
    name = "Agenția Zonală a Lemnului"
    ids = merged(("a", name, name), ("a", "AZL", name), ("b", "AZL", "AZL"), label="ORG")
    assert ids["AZL"] == found_id(name)


def test_acronym_of_two_organisations_stays_its_own(merged):
    one, other = "Agenția Zonală a Lemnului", "Asociația Zidarilor Liberi"
    ids = merged(("a", "AZL", one), ("b", "AZL", other), ("c", "AZL", "AZL"), label="ORG")
    assert ids["AZL"] == "found-azl"


def test_actor_has_the_name_used_most_with_its_marks(registry):
    seen = [
        Seen(str(n), name, "PERSON", "found-ion-rusescu", name)
        for n, name in enumerate(["Ion Rusescu", "Ion Rușescu"])
    ]
    (actor,) = Merger(seen, registry).actors()
    assert actor == FoundActor("found-ion-rusescu", "Ion Rușescu", "person")


def test_result_does_not_depend_on_the_order_of_the_articles(registry):
    seen = [
        Seen(article, name, "PERSON", found_id(name), name)
        for article, name in [
            ("a", "Ion Gârneț"), ("b", "Ion Gîrneț"), ("c", "Gârneț"), ("d", "Ana Rusescu"),
            ("e", "Rusescu"), ("f", "Rusescu Ana"),
        ]
    ]  # fmt: skip
    names = {one.found_as for one in seen}
    there, back = Merger(seen, registry), Merger(seen[::-1], registry)
    assert {n: there.actor_of(n) for n in names} == {n: back.actor_of(n) for n in names}
    assert list(there.actors()) == list(back.actors())
