"""What the measurements share: articles drawn at random, one core, documents before speech."""

from __future__ import annotations

import contextlib
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from presslens.annotations import Annotations


def read_texts(corpus: Path, language: str, articles: int, seed: int) -> list[str]:
    """The texts of articles in a language, drawn at random."""
    from presslens import read_corpus

    table = read_corpus(corpus)
    texts = sorted(table.loc[table["language"] == language, "text"])
    if not texts:
        raise SystemExit(f"{corpus}: no article in the language {language!r}")
    return random.Random(seed).sample(texts, min(articles, len(texts)))


def use_one_core() -> None:
    """Binds the process to one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def before_speech(text: str, language: str) -> tuple[Doc, Annotations]:
    """A document with everything that the components of speech read, and nothing of theirs."""
    from presslens.annotations import Annotations, Context
    from presslens.language import load
    from presslens.language.parsing import make_doc

    nlp = load(language)
    doc = make_doc(nlp, text)
    doc._.presslens = Annotations(Context("", language))
    for name, component in nlp.pipeline:
        if name == "quotes":
            break
        doc = component(doc)
    return doc, doc._.presslens
