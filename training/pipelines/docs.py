"""From sentences of a corpus to the documents that spaCy trains on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab
from treebanks import Tree


def to_doc(trees: list[Tree], vocab: Vocab) -> Doc:
    """One document of several sentences; what a sentence does not say is missing in it."""
    words = [w for t in trees for w in t.words]
    spaces = [s for t in trees for s in t.spaces]
    doc = Doc(vocab, words=words, spaces=spaces)
    start = 0
    spans: list[Span] = []
    silent: list[Span] = []
    for tree in trees:
        n = len(tree.words)
        for i in range(n):
            token = doc[start + i]
            if tree.tags:
                token.tag_ = tree.tags[i]
            if tree.pos and tree.pos[i]:
                token.pos_ = tree.pos[i]
                token.set_morph(tree.morphs[i] if tree.morphs[i] != "_" else "")
            if tree.lemmas:
                token.lemma_ = tree.lemmas[i]
        if tree.ents:
            spans += _entities(doc, tree.ents, start)
        else:
            silent.append(doc[start : start + n])
        start += n
    if any(t.heads for t in trees):
        heads, deps, start = [], [], 0
        for tree in trees:
            n = len(tree.words)
            heads += (
                [start + h for h in tree.heads] if tree.heads else [start + i for i in range(n)]
            )
            deps += [("ROOT" if d == "root" else d) for d in tree.deps] if tree.heads else [""] * n
            start += n
        filled = Doc(
            vocab,
            words=words,
            spaces=spaces,
            tags=[t.tag_ for t in doc],
            pos=[t.pos_ for t in doc],
            lemmas=[t.lemma_ for t in doc],
            heads=heads,
            deps=deps,
        )
        for token in doc:
            if token.has_morph():  # else it stays missing, which is not the same as empty
                filled[token.i].set_morph(str(token.morph))
        spans = [Span(filled, s.start, s.end, label=s.label) for s in spans]
        silent = [filled[s.start : s.end] for s in silent]
        doc = filled
    else:
        start = 0
        starts = set()
        for tree in trees:
            starts.add(start)
            start += len(tree.words)
        for token in doc:
            token.is_sent_start = token.i in starts
    doc.set_ents(spans, missing=silent, default="outside")
    return doc


def _entities(doc: Doc, tags: list[str], offset: int) -> list[Span]:
    spans = []
    start, label = None, ""
    for i, tag in enumerate([*tags, "O"]):
        inside = tag.startswith("I-") and start is not None and tag[2:] == label
        if not inside:
            if start is not None:
                spans.append(Span(doc, offset + start, offset + i, label=label))
            start, label = (i, tag[2:]) if tag != "O" else (None, "")
    return spans


def groups(trees: Iterable[Tree], size: int) -> Iterator[list[Tree]]:
    """``trees`` in runs of ``size``, in their order."""
    trees = iter(trees)
    while group := list(islice(trees, size)):
        yield group


def save(trees: list[Tree], path: str, language: str, size: int) -> None:
    """Writes the sentences as documents of ``size`` sentences to a .spacy file."""
    vocab = spacy.blank(language).vocab
    DocBin(
        attrs=[
            "ORTH",
            "TAG",
            "POS",
            "MORPH",
            "LEMMA",
            "HEAD",
            "DEP",
            "SENT_START",
            "ENT_IOB",
            "ENT_TYPE",
        ],
        docs=[to_doc(group, vocab) for group in groups(trees, size)],
        store_user_data=True,
    ).to_disk(path)
