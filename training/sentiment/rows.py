"""Labelled targets as rows, and rows as batches of word pieces."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from presslens.sentiment.network import LONGEST, LONGEST_NAME
from presslens.sentiment.wordpieces import WordPieces


@dataclass
class Row:
    """English (or glossed) text around a target; the class, or probabilities of a teacher."""

    left: str
    name: str
    right: str
    label: int
    weight: float = 1.0
    soft: list[float] | None = None


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL file that ``prepare.py`` or ``teach.py`` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Row(**json.loads(line)) for line in lines]


@dataclass
class Item:
    """A row as pieces: ``target`` is the place of the first piece of the name and past its last."""

    ids: list[int]
    target: tuple[int, int]
    row: Row


def encode(rows: Iterable[Row], pieces: WordPieces) -> list[Item]:
    """Rows as pieces, cut around the target where they are too long."""
    items = []
    for row in rows:
        name = (pieces.of(row.name) or (pieces.unknown,))[:LONGEST_NAME]
        left, right = pieces.of(row.left), pieces.of(row.right)
        room = LONGEST - len(name)
        keep_right = min(len(right), max(room // 2, room - len(left)))
        left = left[max(0, len(left) - (room - keep_right)) :]
        right = right[:keep_right]
        ids = [pieces.begin, *left, *name, *right, pieces.end]
        first = len(left) + 1
        items.append(Item(ids, (first, first + len(name)), row))
    return items


@dataclass
class Pair(Item):
    """A gloss as pieces, and the English sentence."""

    english: Item


def read_pairs(path: Path, pieces: WordPieces) -> list[Pair]:
    """The pairs of a JSONL file that ``prepare.py`` wrote: gloss and English sentence."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gloss, english = (
            [pieces.begin, *pieces.of(text)[:LONGEST], pieces.end] for text in json.loads(line)
        )
        row = Row("", "", "", -1)
        pairs.append(Pair(gloss, (0, 0), row, Item(english, (0, 0), row)))
    return pairs


Batch = tuple[Tensor, Tensor, Tensor]


def groups(items: list[Item], pieces: int, shuffle: random.Random | None) -> list[list[int]]:
    """The numbers of the items of each batch: about ``pieces`` pieces, and about as long."""
    order = list(range(len(items)))
    if shuffle:
        order.sort(key=lambda i: len(items[i].ids) + shuffle.uniform(-3, 3))
    else:
        order.sort(key=lambda i: len(items[i].ids))
    found: list[list[int]] = [[]]
    for i in order:
        if found[-1] and (len(found[-1]) + 1) * len(items[i].ids) > pieces:
            found.append([])
        found[-1].append(i)
    if shuffle:
        shuffle.shuffle(found)
    return found


def make_batch(items: list[Item]) -> Batch:
    """Numbers of pieces, mask and target of ``items``."""
    longest = max(len(item.ids) for item in items)
    ids = torch.zeros(len(items), longest, dtype=torch.long)
    mask, target = torch.zeros(2, len(items), longest)
    for n, item in enumerate(items):
        ids[n, : len(item.ids)] = torch.tensor(item.ids)
        mask[n, : len(item.ids)] = 1
        target[n, item.target[0] : item.target[1]] = 1
    return ids, mask, target
