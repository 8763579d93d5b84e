"""The built-in registry read in both languages, and a short way to link an invented sentence."""

import datetime as dt

import pytest

from presslens.actors.component import matcher_for
from presslens.actors.linking import link
from presslens.actors.registry import load_registry

AUTUMN = dt.date(2025, 11, 26)


@pytest.fixture(scope="session")
def registry():
    return load_registry()


@pytest.fixture(scope="session")
def read():
    """``read(text, language="ro", day=AUTUMN)``: the mentions of ``text``."""

    def _read(text, language="ro", day=AUTUMN):
        return link(text, matcher_for(language), day)

    return _read


@pytest.fixture(scope="session")
def linked(read):
    """``linked(text, …)``: what is linked, as ``(text, actor_id)`` in order."""

    def _linked(text, language="ro", day=AUTUMN):
        return [(m.text, m.actor_id) for m in read(text, language, day)]

    return _linked


@pytest.fixture
def registry_file(tmp_path):
    """Writes a registry file of the user's and gives its path."""

    def _write(text, name="mine.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write
