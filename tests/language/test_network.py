import numpy as np
import pytest

from presslens.language.models import load_model
from presslens.language.network import BLOCK, OUTPUTS, pack, unpack


def test_packed_table_comes_back_within_half_a_step():
    table = np.random.default_rng(1).normal(size=(20, 3 * BLOCK)).astype(np.float32)
    step = np.abs(table.reshape(20, 3, BLOCK)).max(axis=-1).repeat(BLOCK, axis=1) / 7
    packed, scales = pack(table)
    assert packed.nbytes * 2 == table.size
    assert (np.abs(unpack(packed, scales) - table) <= 0.51 * step).all()


def test_table_of_zeros_is_packed():
    assert not unpack(*pack(np.zeros((2, BLOCK), dtype=np.float32))).any()


@pytest.fixture(scope="module")
def network():
    return load_model("ro").get_pipe("encoder")._network


def test_word_that_is_remembered_has_the_same_vector(network):
    words = [("Guvernul", True), ("cuvântnemaivăzut", True), ("Guvernul", True)]
    first, second = network.embed(words), network.embed(words)
    assert np.array_equal(first, second)
    assert np.array_equal(first[0], first[2])


def test_outputs_have_a_row_for_the_beginning_and_each_word(network):
    vectors = network.embed([(w, True) for w in ("Guvernul", "tace", ".")])
    assert [len(output) for output in network.read(vectors)] == [4] * len(OUTPUTS)


def test_no_words_have_no_vectors(network):
    assert network.embed([]).shape[0] == 0
