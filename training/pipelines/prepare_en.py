"""Makes the English training and development files from EWT, GUM and UniversalNER."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from docs import save
from treebanks import Tree, read_conllu, read_rows

CLASSES = {"PER", "LOC", "ORG"}


def read_names(path: Path) -> dict[str, list[list[str]]]:
    """The IOB tags of each sentence, by its words; classes that are no names become O."""
    found: dict[str, list[list[str]]] = {}
    for _, rows in read_rows(path):
        rows = [row for row in rows if row[0].isdigit()]
        tags, before = [], "O"
        for row in rows:
            tag = row[2] if row[2][2:] in CLASSES else "O"
            if tag.startswith("I-") and before[2:] != tag[2:]:
                tag = f"B-{tag[2:]}"
            tags.append(tag)
            before = tag
        found.setdefault(" ".join(row[1] for row in rows), []).append(tags)
    return found


def with_names(trees: list[Tree], names: dict[str, list[list[str]]]) -> list[Tree]:
    """The sentences with the tags of their names; a sentence without them stays silent."""
    silent = 0
    result = []
    for tree in trees:
        tags = next(iter(names.get(" ".join(tree.words), [])), None)
        if tags is None or len(tags) != len(tree.words):
            silent += 1
            tags = []
        result.append(replace(tree, ents=tags))
    print(f"{silent} of {len(trees)} sentences without names")
    return result


GUM_CLASSES = {"person": "PER", "place": "LOC", "organization": "ORG"}
BRACKETS = re.compile(r"\((\d+)-([a-z]+)-[^()]*|(\d+)?\)")


def read_gum(path: Path) -> list[Tree]:
    """The sentences of a GUM document; of its entities, those that are names and nothing else."""
    trees = read_conllu(path)
    entities = [
        [re.search(r"Entity=([^|]*)", row[9]) for row in rows if row[0].isdigit()]
        for _, rows in read_rows(path)
    ]
    for tree, marks in zip(trees, entities, strict=True):
        tags = ["O"] * len(tree.words)
        opened: list[tuple[str, str, int]] = []
        for i, mark in enumerate(marks):
            for m in BRACKETS.finditer(mark.group(1) if mark else ""):
                if m.group(1):
                    opened.append((m.group(1), m.group(2), i))
                    continue
                at = next(
                    (k for k in reversed(range(len(opened))) if m.group(3) in (None, opened[k][0])),
                    None,
                )
                if at is not None:
                    _, kind, start = opened.pop(at)
                    label = GUM_CLASSES.get(kind)
                    if label and _is_name(tree, start, i + 1):
                        tags[start : i + 1] = [f"B-{label}"] + [f"I-{label}"] * (i - start)
        tree.ents = tags
    return trees


def _is_name(tree: Tree, start: int, end: int) -> bool:
    inner = all(
        p == "PROPN" or w in ("of", "-", ".", "'s", "the", "&", "and")
        for w, p in zip(tree.words[start:end], tree.pos[start:end], strict=True)
    )
    return inner and tree.pos[start] == tree.pos[end - 1] == "PROPN" and end - start <= 8


def plain(tree: Tree) -> Tree:
    """The sentence with the tags of words alone, where the corpus leaves some out."""
    return replace(tree, morphs=[m if "=" in m else "_" for m in tree.morphs], deps=list(tree.deps))


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with ner_en, syntax_en, coref_links_en")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for part, file in (("train", "train.rebuilt"), ("dev", "dev")):
        trees = read_conllu(args.data / f"syntax_en/en_ewt-ud-{file}.conllu")
        trees = with_names(trees, read_names(args.data / f"ner_en/en_ewt-ud-{part}.iob2"))
        broken = [t for t in trees if not t.is_tree]
        for tree in broken:
            tree.heads, tree.deps = [], []
        words = sum(len(t.words) for t in trees)
        print(f"{part}: {len(trees)} sentences, {words} words, {len(broken)} broken")
        for folder in ("syntax", "names"):
            (args.out / folder / part).mkdir(parents=True, exist_ok=True)
        size = 6 if part == "train" else 10
        save([plain(t) for t in trees], str(args.out / f"syntax/{part}/ewt.spacy"), "en", size)
        names = [Tree(t.words, t.spaces, ents=t.ents) for t in trees if t.ents]
        save(names, str(args.out / f"names/{part}/ewt.spacy"), "en", 3 if part == "train" else 1)
    files = sorted((args.data / "coref_links_en").glob("*.conllu"))
    gum = [tree for file in files for tree in read_gum(file)]
    gum = [t for t in gum if t.is_tree]
    print(f"GUM: {len(gum)} sentences, {sum(len(t.words) for t in gum)} words")
    save(
        [replace(plain(t), ents=[]) for t in gum], str(args.out / "syntax/train/gum.spacy"), "en", 6
    )
    names = [Tree(t.words, t.spaces, ents=t.ents) for t in gum]
    save(names, str(args.out / "names/train/gum.spacy"), "en", 3)


if __name__ == "__main__":
    main()
