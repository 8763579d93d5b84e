import functools

import pytest

from presslens.language.parsing import parse
from presslens.sentiment.gloss import gloss


@pytest.fixture(scope="session")
def glossed():
    """``glossed(text)``: the text in English words, with blanks between them."""

    @functools.cache
    def _glossed(text):
        return " ".join(word.text for word in gloss(parse([text], "ro")[0]))

    return _glossed
