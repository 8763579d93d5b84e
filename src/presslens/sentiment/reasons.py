"""The words behind scores that are shown: worked out when they are, as each costs many passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from presslens.errors import MissingDataError, ParameterError
from presslens.sentiment import load
from presslens.sentiment.model import Target

if TYPE_CHECKING:
    from presslens.annotations import WeighedWord

LONGEST: Final = 3_000
"""Characters: a longer passage is not explained."""


def reasons(rows: pd.DataFrame, quotes: pd.DataFrame) -> list[list[tuple[int, int, float]]]:
    """The words that make each score, in the order of the text.

    Args:
        rows: One row a score: evidence_id (the mention), article_id, sentence, offset (where it
            begins in the article), start and end (of the mention, within it), model, language.
        quotes: The quotes of the articles: what a target says itself is not said of it.

    Returns:
        For each row (start, end, weight) within its sentence; nothing where the model of the score
        is not at hand.
    """
    own = quotes[quotes["speaker_mention_id"].isin(rows["evidence_id"])]
    said: dict[str, list[tuple[int, int]]] = {}
    for mention, start, end in zip(
        own["speaker_mention_id"], own["start"], own["end"], strict=True
    ):
        said.setdefault(mention, []).append((int(start), int(end)))
    wanted = rows[["evidence_id", "sentence", "offset", "start", "end", "model", "language"]]
    return [
        _places(
            _explain(
                str(row["sentence"]), int(row["offset"]), (int(row["start"]), int(row["end"])),
                said.get(str(row["evidence_id"]), []), str(row["model"]), str(row["language"]),
            )
        )
        for row in wanted.to_dict("records")
    ]  # fmt: skip


def _explain(
    sentence: str,
    offset: int,
    place: tuple[int, int],
    said: list[tuple[int, int]],
    name: str,
    language: str,
) -> tuple[WeighedWord, ...]:
    if len(sentence) > LONGEST:
        return ()
    unsaid = tuple(
        (max(a - offset, 0), b - offset)
        for a, b in said
        if b > offset and a < offset + len(sentence) and not a <= offset + place[0] < b
    )
    try:
        model = load(name, language)
    except (MissingDataError, ParameterError):
        return ()
    return model.explain([Target(sentence, *place, unsaid)])[0]


def _places(words: tuple[WeighedWord, ...]) -> list[tuple[int, int, float]]:
    return sorted((word.start, word.end, word.weight) for word in words)
