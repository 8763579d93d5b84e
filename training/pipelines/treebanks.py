"""Reads the corpora: CoNLL-U and its relatives, and what their tokens become in spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NO_SPACE_BEFORE = re.compile(r"[,.;:!?…%)\]”»]+$|-\w*$|'\w+$|n't$")
NO_SPACE_AFTER = re.compile(r"[(\[„«]+$|.+-$|/$")


@dataclass
class Tree:
    """One sentence with what a corpus says of it; a list that is empty says nothing."""

    words: list[str]
    spaces: list[bool]
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Place of each word's head in the sentence; the root's own place for the root."""
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    """IOB tags."""
    document: str = ""

    @property
    def is_tree(self) -> bool:
        """Whether the heads make one tree: one root, that every word leads to."""
        roots = [i for i, head in enumerate(self.heads) if head == i]
        reached = set(roots)
        while more := {i for i, head in enumerate(self.heads) if head in reached} - reached:
            reached |= more
        return len(roots) == 1 and len(reached) == len(self.heads)

    @property
    def key(self) -> str:
        """The letters of the sentence alone: equal for the same sentence in two corpora."""
        return re.sub(r"\W", "", "".join(self.words)).lower().translate(str.maketrans("şţ", "șț"))


def read_rows(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """The sentences of a CoNLL-U file: its comments and the rows of its words."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    document = ""
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield {"newdoc id": document, **comments}, rows
                comments, rows = {}, []
            elif line.startswith("#"):
                name, _, value = line[1:].partition("=")
                comments[name.strip()] = value.strip()
                document = comments.get("newdoc id", document)
            else:
                rows.append(line.split("\t"))


def guess_spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each word, where the corpus does not say.

    Hyphenated clitics (``s-a``, ``într-un``) and punctuation are joined as they are printed.
    """
    quotes = 0
    spaces = []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == '"':
            quotes += 1
        opening = word == '"' and quotes % 2 == 1
        closing_next = after == '"' and quotes % 2 == 1
        joined = (
            not after
            or opening
            or closing_next
            or (NO_SPACE_AFTER.match(word) and word not in "-–")
            or (NO_SPACE_BEFORE.match(after) and after not in "-–")
        )
        spaces.append(not joined)
    return [*spaces[:-1], True]


def read_conllu(path: Path, *, entities: bool = False, spaced: bool = True) -> list[Tree]:
    """The sentences of a CoNLL-U file (columns as in UD).

    Rows of multi-word tokens give way to their words; empty nodes are left out.

    Args:
        path: The file.
        entities: Whether an eleventh column holds IOB tags.
        spaced: Whether the corpus says where spaces stand; if not, they are guessed.
    """
    trees = []
    for comments, rows in read_rows(path):
        joined: set[str] = set()
        for row in rows:
            if "-" in row[0] and "SpaceAfter=No" in row[9]:
                joined.add(row[0].split("-")[1])
        inside: set[str] = set()
        for row in rows:
            if "-" in row[0]:
                first, last = row[0].split("-")
                inside |= {str(i) for i in range(int(first), int(last))}
        rows = [row for row in rows if row[0].isdigit()]
        words = [row[1].replace("\u00a0", " ").replace(" ", "") or "_" for row in rows]
        spaces = (
            [
                not ("SpaceAfter=No" in row[9] or row[0] in inside or row[0] in joined)
                for row in rows
            ]
            if spaced
            else guess_spaces(words)
        )
        spaces[-1] = True
        trees.append(
            Tree(
                words=words,
                spaces=spaces,
                lemmas=[row[2] if row[2] != "_" or row[1] == "_" else row[1] for row in rows],
                pos=[row[3] for row in rows],
                tags=[row[4] for row in rows],
                morphs=[row[5] for row in rows],
                heads=[
                    int(row[6]) - 1 if row[6] != "0" else place for place, row in enumerate(rows)
                ],
                deps=[row[7] for row in rows],
                ents=[row[10] for row in rows] if entities else [],
                document=comments["newdoc id"],
            )
        )
    return trees
