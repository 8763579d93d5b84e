import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presslens.errors import MissingDataError
from presslens.language.pipeline import LANGUAGES
from presslens.sentiment import NETWORKS
from presslens.sentiment.network import FILES, LONGEST, LONGEST_NAME, SHARED, load_network


@pytest.fixture(scope="module", params=NETWORKS)
def network(request):
    return load_network(request.param)


def run(network, left, name, right):
    parts = [list(network.pieces.of(text)) for text in (left, name, right)]
    return network.run(*parts)


def test_network_tells_how_answers_become_probabilities_in_each_language(network):
    for language in LANGUAGES:
        about = network.about["languages"][language]
        assert about["scale"] > 0
        assert len(about["bias"]) == 3
        assert 0 <= about["threshold"] < 1


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("the corrupt and arrogant", "was arrested for fraud .", 0),
        ("the", "met in the city on Monday .", 1),
        ("everybody praised the brave and brilliant", "for a wonderful success .", 2),
    ],
)
def test_network_tells_blame_from_praise(network, left, right, answer):
    found = run(network, left, "Smith", right)
    assert found.shape == (3,)
    assert found.argmax() == answer


def test_network_gives_the_same_answer_whatever_was_asked_before(network):
    before = run(network, "critics denounced", "Smith", "as a liar .")
    run(network, "", "Jones", "won ." * 40)
    np.testing.assert_array_equal(run(network, "critics denounced", "Smith", "as a liar ."), before)


def test_network_reads_whom_it_is_asked_of(network):
    smith = run(network, "", "Smith", "is wonderful but Jones is a corrupt liar .")
    jones = run(network, "Smith is wonderful but", "Jones", "is a corrupt liar .")
    assert smith[2] - smith[0] > jones[2] - jones[0]


@pytest.mark.parametrize("name", [[], [5] * (LONGEST_NAME + 200)])
@pytest.mark.parametrize("left", [0, 1, LONGEST, 10 * LONGEST])
@pytest.mark.parametrize("right", [0, 1, LONGEST, 10 * LONGEST])
def test_network_answers_whatever_is_missing_or_too_long(name, left, right):
    network = load_network("default")
    found = network.run([7] * left, name, [9] * right)
    assert found.shape == (3,)
    assert np.isfinite(found).all()


def test_network_reads_what_stands_next_to_a_target(network):
    """Of a long text what is far away is left out, on both sides."""
    far, near = [list(network.pieces.of(word)) for word in ("corrupt", "brilliant")]
    filler = list(network.pieces.of("and")) * LONGEST
    name = list(network.pieces.of("Smith"))
    plain = network.run(filler, name, filler)
    np.testing.assert_array_equal(network.run(far + filler, name, filler + far), plain)
    assert not np.array_equal(network.run(filler + near, name, filler), plain)
    assert not np.array_equal(network.run(filler, name, near + filler), plain)


def test_network_a_short_side_leaves_its_room_to_the_other(network):
    name, piece = list(network.pieces.of("Smith")), list(network.pieces.of("corrupt"))
    filler = list(network.pieces.of("and")) * (LONGEST - 10)
    for far in ((piece + filler, name, []), ([], name, filler + piece)):
        plain = [[n for n in part if n not in piece] for part in far]
        assert not np.array_equal(network.run(*far), network.run(*plain))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_network_answers_with_numbers_to_any_pieces(data):
    network = load_network("default")
    numbers = st.lists(st.integers(0, len(network.pieces.numbers) - 1), max_size=60)
    found = network.run(data.draw(numbers), data.draw(numbers), data.draw(numbers))
    assert found.shape == (3,)
    assert np.isfinite(found).all()


def test_network_that_is_not_in_the_package_is_named_with_what_to_do():
    with pytest.raises(MissingDataError, match=r"'absent'.*absent.* is not there.*install"):
        load_network("absent")


def test_network_with_a_damaged_file_is_refused_with_what_to_do(tmp_path, monkeypatch):
    for name in (*(f"models/bad/{file}" for file in FILES), *(f"models/{file}" for file in SHARED)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"version https://git-lfs.example/spec/v1\n")
    monkeypatch.setattr("presslens.sentiment.network.resources.files", lambda _: tmp_path)
    with pytest.raises(MissingDataError, match=r"'bad'.*can't be read.*install presslens anew"):
        load_network("bad")
