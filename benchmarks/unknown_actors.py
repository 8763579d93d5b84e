"""How well mentions of persons and organisations are found and brought together, on real news.

200 mentions in random sentences of ``nine_outlets_2022`` were labelled by reading (see
docs/methodology.md); ``tests/data`` keeps their offsets. Run it with the table they belong to::

    python benchmarks/unknown_actors.py nine_outlets_2022.parquet

It prints, with 95 % bootstrap intervals over sentences: precision and recall of the spans, the
share with the right kind, and the share whose actor is called as the fullest form of the name in
the article says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from presslens.actors.registry import load_registry
from presslens.annotations import Annotations, Context, Mention
from presslens.language import load
from presslens.language.pipeline import annotate_text
from presslens.language.text import comparison_key

LABELS = Path(__file__).parents[1] / "tests/data/mentions_nine_outlets_2022.json"
KINDS = {"PERSON": "person", "ORG": "organisation", "MEDIA": "organisation"}
REFERRING = ("name", "alias", "form", "metonym")
Counts = dict[str, float]


def text_of(table: pd.DataFrame, row: int, digest: str) -> str:
    """The text that was labelled.

    Raises:
        ValueError: It is not the same text.
    """
    text = str(table["text"].iloc[row])
    if hashlib.blake2b(text.encode(), digest_size=6).hexdigest() != digest:
        raise ValueError(f"row {row} is not the text that was labelled; take the same table")
    return text


def counts_of(
    found: Annotations, sentence: tuple[int, int], labels: list[list[Any]], title: str, text: str
) -> Counts:
    """What was found and what is there in one sentence."""
    spans = {
        (m.start, m.end): m
        for m in found.mentions
        if sentence[0] <= m.start < sentence[1] and m.link in REFERRING
        if m.label in KINDS or (m.label == "GPE" and m.link == "metonym")
    }
    counts = {
        "found": len(spans),
        "labelled": len(labels),
        "span": 0,
        "overlap": 0,
        "kind": 0,
        "actor": 0,
    }
    for _, start, end, kind, where, first, last in labels:
        counts["overlap"] += any(m.start < end and start < m.end for m in spans.values())
        mention = spans.get((start, end))
        if mention is None:
            continue
        counts["span"] += 1
        counts["kind"] += KINDS.get(mention.label, "organisation") == kind
        full = (title if where == "title" else text)[first:last]
        counts["actor"] += is_called(mention, full, text[start:end])
    return counts


def is_called(mention: Mention, full: str, text: str) -> bool:
    """Whether the actor of ``mention`` bears the name ``full``, or is in the registry by it."""
    if mention.found_as is not None:
        return _key(mention.found_as) in (_key(full), _key(full).replace(" ", "-"))
    if mention.actor_id is None:
        return False
    actor = load_registry()[mention.actor_id]
    names = [actor.name.ro, actor.name.en, *actor.aliases.ro, *actor.forms.ro, *actor.aliases.en]
    names += [m.name.ro for m in actor.metonyms]
    keys = {_key(n) for n in names if n}
    return bool(keys & {_key(full), _key(text)}) or mention.link == "form"


def _key(name: str) -> str:
    return " ".join(comparison_key(name).replace("-", " ").split())


def rates(counts: list[Counts]) -> dict[str, float]:
    """The shares, over all sentences."""
    total = {k: sum(c[k] for c in counts) for k in counts[0]}
    return {
        "precision": total["span"] / max(1, total["found"]),
        "recall": total["span"] / max(1, total["labelled"]),
        "recall, any overlap": total["overlap"] / max(1, total["labelled"]),
        "kind, of those found": total["kind"] / max(1, total["span"]),
        "actor, of those found": total["actor"] / max(1, total["span"]),
    }


def measure(table: pd.DataFrame) -> list[Counts]:
    """The counts of every labelled sentence."""
    data = json.loads(LABELS.read_text(encoding="utf-8"))
    nlp = load("ro")
    found = {}
    counts = []
    for row, start, end in data["sentences"]:
        text = text_of(table, row, data["texts"][str(row)])
        if row not in found:
            found[row] = annotate_text(nlp, text, Context(str(row), "ro"))
        labels = [m for m in data["mentions"] if m[0] == row]
        title = str(table["title"].iloc[row])
        counts.append(counts_of(found[row], (start, end), labels, title, text))
    return counts


def main() -> None:
    """Runs the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="nine_outlets_2022.parquet")
    args = parser.parse_args()
    counts = measure(pd.read_parquet(args.table))
    rng = np.random.default_rng(8)
    samples = [
        rates([counts[i] for i in rng.integers(len(counts), size=len(counts))]) for _ in range(1000)
    ]
    n = int(sum(c["labelled"] for c in counts))
    print(f"{n} mentions in {len(counts)} sentences")
    for name, value in rates(counts).items():
        low, high = np.quantile([s[name] for s in samples], [0.025, 0.975])
        print(f"{name}: {100 * value:.1f} ({100 * low:.1f}-{100 * high:.1f})")


if __name__ == "__main__":
    main()
