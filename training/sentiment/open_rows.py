"""Rows around mentions without a label, for a network to be taught by a better one.

    python training/sentiment/open_rows.py DATA OUT [--articles 600] [--seed 1]

Mentions of actors are drawn from the news of both languages, at most four an article; articles that
have labelled mentions are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from pathlib import Path

import pandas as pd
from prepare import Labelled, rows

import presslens
from presslens.sentiment.component import NOT_SCORED

CORPORA = {
    "ro": ("nine_outlets_2022", "political_2009_2025", "financial_2013_2022"),
    "en": ("wikinews_2019_2020", "us_outlets_ukraine_2012_2020"),
}
EACH = 4


def mentions(path: Path, articles: int, seed: int, without: set[str]) -> list[Labelled]:
    """Mentions in articles drawn from a file."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.parquet"
        table = pd.read_parquet(path)
        table.sample(min(articles, len(table)), random_state=seed).to_parquet(part)
        run = presslens.annotate(part, out=Path(folder) / "run", sentiment="lexicon")
        texts = run.articles.set_index("article_id")["text"]
        sentences = run.sentences.set_index("sentence_id")[["start", "end"]]
        found = run.mentions[run.mentions["actor_id"].notna()]
        found = found[~found["link"].isin(NOT_SCORED) & ~found["article_id"].isin(without)]
        found = found.join(sentences, on="sentence_id", rsuffix="_of")
    shuffle = random.Random(seed)
    kept = []
    for article, group in found.groupby("article_id"):
        some = list(group[["start", "end", "start_of", "end_of"]].itertuples(index=False))
        for start, end, first, last in shuffle.sample(some, min(EACH, len(some))):
            if first <= start and end <= last and last - first < 900:
                sentence = texts[article][first:last]
                kept.append(Labelled(sentence, start - first, end - first, -1, article))
    return kept


def main() -> None:
    """Writes a file a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with (Path(__file__).parent / "labels_ro.tsv").open(encoding="utf-8", newline="") as lines:
        without = {row["article_id"] for row in csv.DictReader(lines, delimiter="\t")}
    for language, corpora in CORPORA.items():
        found = []
        for corpus in corpora:
            path = options.data / f"news_{language}" / f"{corpus}.parquet"
            found += mentions(path, options.articles, options.seed, without)
        lines_out = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows(found, language)]
        (options.out / f"open_{language}.jsonl").write_text("".join(lines_out), encoding="utf-8")
        print(f"open_{language}: {len(lines_out)}", flush=True)


if __name__ == "__main__":
    main()
