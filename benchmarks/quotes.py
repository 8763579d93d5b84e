"""How well quotes, their speakers and reported sources are found, on real news.

Quotes and reported sources in 88 Romanian and 24 English articles were labelled by reading (see
docs/methodology.md); ``tests/data/quotes.json`` keeps their offsets, half of the articles to
develop with and half to measure with. Run it with the folder of the tables they belong to::

    python benchmarks/quotes.py DATA [--half measure] [--language ro] [--without parse|resolver]
    python benchmarks/quotes.py DATA --agreement

It prints, with 95 % bootstrap intervals over articles:

- precision, recall and F1 of direct quotes (the same span, but for marks and blanks at its ends),
- the same of indirect and mixed quotes (spans of which at least half is shared),
- of the quotes found, how many have the right speaker, and how many none,
- precision, recall and F1 of reported sources (the words for the source overlap).

A quote of an outlet or of a source without a name is labelled as a source, and counts there alone.

``--agreement`` holds a second reading of ten of the articles (``tests/data/quotes_second.json``)
against the first, by the same rules.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from running import before_speech
from spacy.tokens import Doc, Span

from presslens.annotations import Annotations, Quote, Source
from presslens.speech import find_quotes, find_sources

LABELS = Path(__file__).parents[1] / "tests/data/quotes.json"
SECOND = LABELS.with_name("quotes_second.json")
FILES = {
    "nine_outlets_2022": "news_ro", "political_2009_2025": "news_ro",
    "financial_2013_2022": "news_ro", "wikinews_2019_2020": "news_en",
}  # fmt: skip
EDGE = " \t\n\"„“”«»'’‘.,;:!?…-–—"
Counts = dict[str, float]
Place = tuple[int, int]
Label = dict[str, Any]


def articles(
    data: Path, half: str | None, language: str | None, labels: Path = LABELS
) -> Iterable[tuple[dict[str, Any], str]]:
    """The labelled articles with their texts.

    Raises:
        ValueError: A text is not the one that was labelled.
    """
    tables: dict[str, pd.DataFrame] = {}
    for label in json.loads(labels.read_text(encoding="utf-8"))["articles"]:
        if label["half"] != half or label["language"] != language:
            continue
        corpus = label["corpus"]
        if corpus not in tables:
            tables[corpus] = pd.read_parquet(data / FILES[corpus] / f"{corpus}.parquet")
        text = str(tables[corpus][label["column"]].iloc[label["row"]])
        if hashlib.sha256(text.encode()).hexdigest()[:12] != label["sha"]:
            raise ValueError(f"row {label['row']} of {corpus} is not the text that was labelled")
        yield label, text


def trimmed(text: str, span: Place) -> Place:
    """``span`` without marks, blanks and full stops at its ends."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip(EDGE)), span[0] + len(words.rstrip(EDGE))


def shared(a: Place, b: Place) -> float:
    """The length that two spans share, of that which they cover together."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (max(a[1], b[1]) - min(a[0], b[0]))


def meets(a: Place | None, b: Place | None) -> bool:
    """Whether two spans overlap."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def same(a: Place, b: Place) -> float:
    """1 for the same span, else 0."""
    return float(a == b)


def half_shared(a: Place, b: Place) -> float:
    """What two spans share, if it is half at least."""
    value = shared(a, b)
    return value if value >= 0.5 else 0.0


KINDS: Final[dict[str, tuple[frozenset[str], Callable[[Place, Place], float]]]] = {
    "direct": (frozenset({"direct"}), same),
    "indirect and mixed": (frozenset({"indirect", "mixed"}), half_shared),
}
"""What is measured together, and when two spans are one."""


def matched(
    found: Sequence[Place], labelled: Sequence[Place], alike: Callable[[Place, Place], float]
) -> list[tuple[int, int]]:
    """Pairs of indices, the most alike first, each index once; only those alike at all."""
    pairs = [(alike(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(labelled)]
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for value, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if value > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            kept.append((i, j))
    return kept


class Outcome(NamedTuple):
    """What was found of what was labelled in one article; pairs are of found and labelled."""

    pairs: dict[str, list[tuple[Quote, Label]]]
    extra: dict[str, list[Quote]]
    missed: dict[str, list[Label]]
    sources: list[tuple[Source, Label]]
    extra_sources: list[Source]
    missed_sources: list[Label]


def compare(found: Annotations, label: Label, text: str) -> Outcome:
    """Found and labelled of one article side by side."""
    pairs: dict[str, list[tuple[Quote, Label]]] = {}
    extra: dict[str, list[Quote]] = {}
    missed: dict[str, list[Label]] = {}
    credited = [(s.start, s.end) for s in found.sources]
    credits = [(s["start"], s["end"]) for s in label["sources"]]
    for kind, (kinds, alike) in KINDS.items():
        ours = [q for q in found.quotes if q.kind in kinds]
        theirs = [g for g in label["quotes"] if g["kind"] in kinds]
        spans = [trimmed(text, (q.start, q.end)) for q in ours]
        wanted = [trimmed(text, (g["start"], g["end"])) for g in theirs]
        hits = matched(spans, wanted, alike)
        taken, hit = {i for i, _ in hits}, {j for _, j in hits}
        pairs[kind] = [(ours[i], theirs[j]) for i, j in hits]
        extra[kind] = [
            q for i, q in enumerate(ours)
            if i not in taken and not any(meets(said_by(q), s) for s in (*credited, *credits))
        ]  # fmt: skip
        missed[kind] = [
            g for j, g in enumerate(theirs)
            if j not in hit and not any(meets(span_of(g, "by"), s) for s in credits)
        ]  # fmt: skip
    hits = [
        (i, j)
        for i, j in matched(credited, credits, shared)
        if _same_source(found, found.sources[i], span_of(label["sources"][j], "who"))
    ]
    taken, hit = {i for i, _ in hits}, {j for _, j in hits}
    return Outcome(
        pairs, extra, missed,
        [(found.sources[i], label["sources"][j]) for i, j in hits],
        [s for i, s in enumerate(found.sources) if i not in taken],
        [g for j, g in enumerate(label["sources"]) if j not in hit],
    )  # fmt: skip


def said_by(quote: Quote) -> Place | None:
    """The words for the speaker of ``quote``."""
    if quote.speaker_start is None or quote.speaker_end is None:
        return None
    return quote.speaker_start, quote.speaker_end


def span_of(label: Label, name: str) -> Place | None:
    """A span of a label, or ``None``."""
    return None if not label.get(name) else (int(label[name][0]), int(label[name][1]))


def is_right(quote: Quote, label: Label, found: Annotations) -> bool:
    """Whether the speaker of ``quote`` is the one that was labelled."""
    by, who = span_of(label, "by"), span_of(label, "who")
    if label["status"] == "unknown":
        return quote.speaker is None
    if label["status"] == "unnamed":
        same = meets(said_by(quote), by) or bool(label["pronoun"])
        return quote.speaker_status == "unnamed" and same
    itself = None if label["pronoun"] else by
    if quote.speaker is None:
        return meets(said_by(quote), who) or meets(said_by(quote), itself)
    speaker = quote.speaker.start, quote.speaker.end
    if meets(speaker, who) or meets(speaker, itself):
        return True
    return quote.speaker.actor_id in _actors(found, who) - {None}


def _actors(found: Annotations, span: Place | None) -> set[str | None]:
    return {m.actor_id for m in found.mentions if meets((m.start, m.end), span)}


def _same_source(found: Annotations, source: Source, who: Place | None) -> bool:
    """Whether the source is the one whose name was labelled at ``who``; ``None``: it has none."""
    if who is None:
        return source.actor_id is None
    near = source.start < who[1] and who[0] < source.end
    return near or source.actor_id in _actors(found, who) - {None}


def counts_of(outcome: Outcome, found: Annotations) -> Counts:
    """The numbers of an article."""
    counts: Counts = {}
    for kind in KINDS:
        counts[f"{kind} hit"] = len(outcome.pairs[kind])
        counts[f"{kind} extra"] = len(outcome.extra[kind])
        counts[f"{kind} missed"] = len(outcome.missed[kind])
    pairs = [pair for kind in KINDS for pair in outcome.pairs[kind]]
    known = [(q, g) for q, g in pairs if g["status"] != "unknown"]
    return counts | {
        "found": len(pairs),
        "right": sum(is_right(q, g, found) for q, g in pairs),
        "known": len(known),
        "unknown": sum(q.speaker_status == "unknown" for q, _ in known),
        "same kind": sum(q.kind == g["kind"] for q, g in pairs),
        "source hit": len(outcome.sources),
        "source extra": len(outcome.extra_sources),
        "source missed": len(outcome.missed_sources),
    }


def rates(counts: Sequence[Counts]) -> dict[str, float]:
    """The shares, over all articles."""
    total = {k: sum(c[k] for c in counts) for k in counts[0]}
    found: dict[str, float] = {}
    for kind in (*KINDS, "source"):
        hit = total[f"{kind} hit"]
        precision = hit / max(1, hit + total[f"{kind} extra"])
        recall = hit / max(1, hit + total[f"{kind} missed"])
        found[f"{kind}: precision"], found[f"{kind}: recall"] = precision, recall
        found[f"{kind}: F1"] = 2 * precision * recall / max(1e-9, precision + recall)
    found["speaker right"] = total["right"] / max(1, total["found"])
    found["speaker unknown"] = total["unknown"] / max(1, total["known"])
    found["kind right"] = total["same kind"] / max(1, total["found"])
    return found


def without_arcs(doc: Doc) -> Doc:
    """``doc`` as it would be without a parser: every word stands alone."""
    columns = {name: [getattr(t, f"{name}_") for t in doc] for name in ("tag", "pos", "lemma")}
    bare = Doc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
        tags=columns["tag"], pos=columns["pos"], lemmas=columns["lemma"],
        morphs=[str(t.morph) for t in doc], heads=list(range(len(doc))), deps=["dep"] * len(doc),
        sent_starts=[t.is_sent_start for t in doc],
    )  # fmt: skip
    bare.ents = [Span(bare, e.start, e.end, label=e.label_) for e in doc.ents]
    return bare


def spoken(doc: Doc, found: Annotations, *, without: str | None = None) -> Annotations:
    """``found`` with quotes and sources, as they come out without one part."""
    if without == "parse":
        doc = without_arcs(doc)
    found = replace(found)
    found.quotes = find_quotes(doc, found, resolve=without != "resolver")
    found.sources = find_sources(doc, found)
    return found


def agreement(data: Path) -> dict[str, tuple[int, int, int]]:
    """How often two readings agree: for each kind what both have, only the first, the second.

    ``speaker`` is of the quotes that both have: the same status and, if there is one, name.
    """
    first = {
        (label["corpus"], label["row"]): label
        for label in json.loads(LABELS.read_text(encoding="utf-8"))["articles"]
    }
    found = dict.fromkeys((*KINDS, "source", "speaker"), (0, 0, 0))

    def add(name: str, both: int, a: int, b: int) -> None:
        old = found[name]
        found[name] = old[0] + both, old[1] + a - both, old[2] + b - both

    for second, text in articles(data, "measure", "ro", SECOND):
        one = first[second["corpus"], second["row"]]
        for kind, (kinds, alike) in KINDS.items():
            a, b = ([q for q in x["quotes"] if q["kind"] in kinds] for x in (one, second))
            spans = [[trimmed(text, (q["start"], q["end"])) for q in x] for x in (a, b)]
            pairs = matched(spans[0], spans[1], alike)
            add(kind, len(pairs), len(a), len(b))
            same = sum(_same_speaker(a[i], b[j], text) for i, j in pairs)
            add("speaker", same, len(pairs), len(pairs))
        spans = [[(s["start"], s["end"]) for s in x["sources"]] for x in (one, second)]
        add("source", len(matched(spans[0], spans[1], shared)), len(spans[0]), len(spans[1]))
    return found


def _same_speaker(a: Label, b: Label, text: str) -> bool:
    if a["status"] != b["status"]:
        return False
    who, other = span_of(a, "who"), span_of(b, "who")
    if who is None or other is None:
        return who == other
    names = text[slice(*who)], text[slice(*other)]
    return meets(who, other) or names[0] in names[1] or names[1] in names[0]


def main() -> None:
    """Runs the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with news_ro and news_en")
    parser.add_argument("--half", choices=["develop", "measure"], default="measure")
    parser.add_argument("--language", choices=["ro", "en"], default="ro")
    parser.add_argument("--without", choices=["parse", "resolver"])
    parser.add_argument("--agreement", action="store_true", help="of two readings, instead")
    args = parser.parse_args()
    if args.agreement:
        for name, (both, a, b) in agreement(args.data).items():
            alike = 2 * both / max(1, 2 * both + a + b)
            print(f"{name}: both {both}, only first {a}, only second {b}; {100 * alike:.1f}")
        return
    counts = []
    for label, text in articles(args.data, args.half, args.language):
        doc, found = before_speech(text, args.language)
        found = spoken(doc, found, without=args.without)
        counts.append(counts_of(compare(found, label, text), found))
    rng = np.random.default_rng(8)
    samples = [
        rates([counts[i] for i in rng.integers(len(counts), size=len(counts))]) for _ in range(1000)
    ]
    total = {k: int(sum(c[k] for c in counts)) for k in counts[0]}
    print(f"{len(counts)} articles: {total}")
    for name, value in rates(counts).items():
        low, high = np.quantile([s[name] for s in samples], [0.025, 0.975])
        print(f"{name}: {100 * value:.1f} ({100 * low:.1f}-{100 * high:.1f})")


if __name__ == "__main__":
    main()
