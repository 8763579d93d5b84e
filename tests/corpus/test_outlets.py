import pytest

from presslens.corpus import read_corpus
from presslens.corpus.outlets import one_name_each, slug


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        ("Gazeta de Câmpie", "gazeta-de-campie"),
        ("gazeta-de-campie", "gazeta-de-campie"),
        ("gazeta-de-campie.ro", "gazeta-de-campie"),
        ("stiri.gazeta-de-campie.ro", "gazeta-de-campie"),
        ("gazeta-de-campie.co.uk", "gazeta-de-campie"),
    ],
)
def test_slug_is_the_same_for_name_folder_and_host(outlet, expected):
    assert slug(outlet) == expected


def test_a_folder_or_host_takes_the_name_that_is_written_out():
    names = one_name_each(["gazeta-de-campie", "gazeta-de-campie.ro", "Gazeta de Câmpie", None])
    assert names == {
        "gazeta-de-campie": "Gazeta de Câmpie",
        "gazeta-de-campie.ro": "Gazeta de Câmpie",
    }


def test_a_name_that_two_outlets_could_mean_is_left():
    assert one_name_each(["ziarul-nou", "Ziarul Nou", "Ziarul nou"]) == {}


def test_a_host_alone_stays_a_host():
    assert one_name_each(["exemplu.ro", "exemplu.ro"]) == {}


def test_articles_of_one_folder_have_one_outlet(tmp_path):
    folder = tmp_path / "gazeta-de-campie"
    folder.mkdir()
    text = "Primăria a anunțat că drumul dintre cele două sate va fi reparat până la iarnă."
    (folder / "a.txt").write_text(f"date 2025-11-26 {text}", encoding="utf-8")
    header = "outlet: Gazeta de Câmpie\ndate: 2025-11-27\n\n"
    (folder / "b.txt").write_text(f"{header}Astăzi, {text}", encoding="utf-8")
    assert list(read_corpus(tmp_path)["outlet"]) == ["Gazeta de Câmpie"] * 2
