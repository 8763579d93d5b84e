"""Makes the Romanian training and development files from RRT, SiMoNERo and RONEC."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from docs import save
from treebanks import Tree, guess_spaces, read_conllu
from ud_v2 import named_by_words, to_version_2

MARKS = {
    ",": "COMMA", ".": "PERIOD", "(": "LPAR", ")": "RPAR", '"': "DBLQ", "„": "DBLQ", "”": "DBLQ",
    "“": "DBLQ", "«": "DBLQ", "»": "DBLQ", "/": "SLASH", ":": "COLON", "-": "DASH", "–": "DASH",
    "—": "DASH", ";": "SCOLON", "%": "PERCENT", "?": "QUEST", "!": "EXCL", "=": "EQUAL",
    "±": "PLUSMINUS", "'": "QUOT", "…": "HELLIP", "...": "HELLIP", "[": "LSQR", "]": "RSQR",
    "+": "PLUS", "*": "STAR", "•": "BULLET", "&": "AMPER", ">": "GT", "<": "LT",
}  # fmt: skip
"""The tags of punctuation in the current treebank, by the mark itself."""

SUBTYPES = {"nmod:tmod": "obl:tmod", "nmod:agent": "obl:agent", "nmod:pmod": "obl:pmod"}
CLASSES_V2 = {"ORG": "ORGANIZATION", "NUMERIC": "NUMERIC_VALUE"}


def read_tab(path: Path) -> list[Tree]:
    """The sentences of a .tab file: form, lemma and MSD tag."""
    trees = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line]
        if rows:
            words = [row[0].replace(" ", "") for row in rows]
            tags = [MARKS.get(row[0], row[2]) for row in rows]
            trees.append(Tree(words, guess_spaces(words), tags, lemmas=[row[1] for row in rows]))
    return trees


def category_table(trees: list[Tree]) -> dict[str, tuple[str, str]]:
    """The category and the features that most words with a tag have."""
    seen: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for tree in trees:
        for tag, pos, morph in zip(tree.tags, tree.pos, tree.morphs, strict=True):
            seen[tag][pos, morph] += 1
    return {tag: counts.most_common(1)[0][0] for tag, counts in seen.items()}


FIRST_LETTER = {
    "N": "NOUN", "V": "VERB", "A": "ADJ", "P": "PRON", "D": "DET", "T": "DET", "R": "ADV",
    "S": "ADP", "C": "CCONJ", "M": "NUM", "Q": "PART", "I": "INTJ", "Y": "X", "X": "X",
}  # fmt: skip


def with_categories(tree: Tree, table: dict[str, tuple[str, str]]) -> Tree:
    """The sentence with category and features by tag."""
    pos, morphs = [], []
    for tag in tree.tags:
        if tag.startswith("Mc") and tag.endswith(("d", "b")):
            number = "Sing" if "s" in tag else "Plur"
            digits = f"Number={number}|NumForm=Digit|NumType=Card"
            found = ("NUM", table.get(tag, ("", digits))[1])
        elif tag == "SLASH":
            found = ("PUNCT", "AdpType=Prep")
        elif tag == "PERCENT":
            found = ("PUNCT", "_")
        elif tag.startswith("Va"):
            found = ("AUX", table.get(tag, ("", "_"))[1])
        elif tag.startswith("Vm"):
            found = ("VERB", table.get(tag, ("", "_"))[1])
        else:
            found = table.get(tag) or (
                FIRST_LETTER.get(tag[:1], "PUNCT" if tag[:1] == "Z" else "X"),
                "_",
            )
        pos.append(found[0])
        morphs.append(found[1])
    return replace(tree, pos=pos, morphs=morphs)


def _preposition(tree: Tree, i: int) -> str:
    return next(
        (
            w.lower()
            for j, w in enumerate(tree.words[:i])
            if tree.heads[j] == i and tree.deps[j] == "case"
        ),
        "",
    )


def governed_prepositions(trees: list[Tree]) -> set[tuple[str, str]]:
    """Verbs with the prepositions that they govern in most cases (a depinde de)."""
    seen: Counter[tuple[str, str, bool]] = Counter()
    for tree in trees:
        for i, dep in enumerate(tree.deps):
            if dep in ("obl", "obl:pmod"):
                seen[tree.lemmas[tree.heads[i]], _preposition(tree, i), dep == "obl:pmod"] += 1
    return {(v, p) for v, p, governs in seen if governs and seen[v, p, True] > seen[v, p, False]}


def with_governed(tree: Tree, lemmas: list[str], governed: set[tuple[str, str]]) -> Tree:
    """The automatic tree with the prepositional objects that it calls obl, marked as RRT does."""
    deps = [
        "obl:pmod"
        if d == "obl" and (lemmas[tree.heads[i]], _preposition(tree, i)) in governed
        else d
        for i, d in enumerate(tree.deps)
    ]
    return replace(tree, deps=deps)


def read_ronec_v2(path: Path) -> list[Tree]:
    """The sentences of the JSON of RONEC v2, its classes named as in v1."""
    trees = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        ents = [
            f"{t[:2]}{CLASSES_V2.get(t[2:], t[2:])}" if t != "O" else t for t in row["ner_tags"]
        ]
        words = [w.replace(" ", "") or "_" for w in row["tokens"]]
        spaces = [*row["space_after"][:-1], True]
        trees.append(Tree(words, spaces, ents=ents))
    return trees


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with ner_ro and syntax_ro")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    syntax, ner = args.data / "syntax_ro", args.data / "ner_ro"
    args.out.mkdir(parents=True, exist_ok=True)

    dev = read_conllu(syntax / "ro_rrt-ud-dev.conllu")
    trees = [
        to_version_2(t) for t in read_conllu(syntax / "rrt_train_trees_udv1.conllu", spaced=False)
    ]
    medical = read_conllu(syntax / "ro_simonero-ud-dev.conllu")
    ronec = read_conllu(ner / "ronec_v1_minus_v2test.conllup", entities=True)
    for tree in ronec:
        tree.deps = [SUBTYPES.get(d, d) for d in tree.deps]
        if not tree.is_tree:  # five of the automatic ones
            tree.heads, tree.deps = [], []
    table = category_table([*ronec, *trees])
    held_out = {t.key for t in dev}

    tagged = [t for t in read_tab(syntax / "ro_rrt-ud-train.tab") if t.key not in held_out]
    by_words = {tuple(t.words): t for t in trees}
    parsed, unparsed = [], []
    for tree in tagged:
        tree = with_categories(tree, table)
        same = by_words.get(tuple(tree.words))
        if same is None:
            unparsed.append(tree)
        else:
            parsed.append(replace(tree, heads=same.heads, deps=same.deps))

    rng = random.Random(20221122)
    ronec = [t for t in ronec if t.key not in held_out]
    ronec_lemmas = [t.lemmas for t in ronec]
    ronec = [replace(with_categories(t, table), lemmas=[]) for t in ronec]
    keys = sorted({t.key for t in ronec})
    rng.shuffle(keys)
    dev_keys = set(keys[: len(keys) // 10])
    v2 = read_ronec_v2(ner / "ronec_v2_valid.json")
    v1_keys = {t.key for t in ronec}
    fresh = [t for t in v2 if t.key not in v1_keys]
    only_names = lambda t: Tree(t.words, t.spaces, ents=t.ents)  # noqa: E731
    ronec_dev = [only_names(t) for t in ronec if t.key in dev_keys]
    ronec_train = [t for t in ronec if t.key not in dev_keys]
    rng.shuffle(fresh)
    fresh, fresh_train = fresh[: len(fresh) // 4], fresh[len(fresh) // 4 :]
    medical = [replace(t, morphs=[], pos=[], tags=[], lemmas=[]) for t in medical]

    governed = governed_prepositions(parsed)
    silver = [
        replace(named_by_words(with_governed(t, lemmas, governed)), ents=[])
        for t, lemmas in zip(ronec, ronec_lemmas, strict=True)
        if t.heads
    ]
    for folder in ("syntax", "names"):
        (args.out / folder / "train").mkdir(parents=True, exist_ok=True)
        (args.out / folder / "dev").mkdir(parents=True, exist_ok=True)
    save([*parsed, *medical], str(args.out / "syntax/train/trees.spacy"), "ro", 6)
    save(unparsed, str(args.out / "syntax/train/tags.spacy"), "ro", 6)
    save(silver, str(args.out / "syntax/train/silver.spacy"), "ro", 6)
    save(dev, str(args.out / "syntax/dev/rrt.spacy"), "ro", 10)
    gold = [*(only_names(t) for t in ronec_train), *fresh_train]
    save(gold, str(args.out / "names/train/ronec.spacy"), "ro", 3)
    save(ronec_dev, str(args.out / "names/dev/ronec_v1.spacy"), "ro", 1)
    save(fresh, str(args.out / "names/dev/ronec_v2.spacy"), "ro", 1)
    for name, corpus in [
        ("parsed", parsed),
        ("medical", medical),
        ("unparsed", unparsed),
        ("ronec train", ronec_train),
        ("ronec dev", ronec_dev),
        ("v2 fresh", fresh),
        ("dev", dev),
    ]:
        print(f"{name}: {len(corpus)} sentences, {sum(len(t.words) for t in corpus)} words")


if __name__ == "__main__":
    main()
