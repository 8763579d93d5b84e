"""Turns trees with the relations of Universal Dependencies 1 into those of version 2.

Follows the published list of changes (universaldependencies.org/v2/summary.html) as far as the
words and the tree decide them; what they cannot decide is left as it was.
"""

from __future__ import annotations

from dataclasses import replace

from treebanks import Tree

RENAMED = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "mwe": "fixed",
    "name": "flat",
    "foreign": "flat",
    "remnant": "orphan",
}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"}
AUXILIARY = {"cop", "aux", "aux:pass"}


def to_version_2(tree: Tree) -> Tree:
    """The same sentence with the relations and categories of version 2."""
    heads = list(tree.heads)
    deps = [RENAMED.get(dep, dep) for dep in tree.deps]
    _chain_from_the_left(heads, deps)
    _coordinators_to_the_right(heads, deps, tree.words)
    pos = ["CCONJ" if p == "CONJ" else p for p in tree.pos]
    pos = ["AUX" if d in AUXILIARY else p for p, d in zip(pos, deps, strict=True)]
    with_copula = {heads[i]: i for i, dep in enumerate(deps) if dep == "cop"}
    for i, dep in enumerate(deps):
        if dep.split(":")[0] != "nmod":
            continue
        head = heads[i]
        clausal = pos[head] not in NOMINAL or (head in with_copula and i < with_copula[head])
        if ":" in dep:
            deps[i] = dep.replace("nmod", "obl")
        elif clausal:
            deps[i] = "obl"
        # else it is said of the noun itself
    _lift_objects_of_participles(heads, deps, tree.words, pos)
    morphs = [m.replace("Negative=", "Polarity=") for m in tree.morphs]
    found = Tree(tree.words, tree.spaces, tree.tags, pos, morphs, tree.lemmas, heads, deps)
    return named_by_words(found)


def named_by_words(tree: Tree) -> Tree:
    """The sentence with relations as RRT names them since version 2, where words decide it."""
    words = zip(tree.deps, tree.tags, tree.words, tree.pos, tree.heads, strict=True)
    deps = [_by_kind_of_word(d, t, w.lower(), p, tree.pos[h]) for d, t, w, p, h in words]
    return replace(tree, deps=deps)


COMPARING = {"ca"}
LIKE_PREPOSITIONS = {"privind"}
"""Participles that RRT treats as prepositions since version 2."""


def _by_kind_of_word(dep: str, tag: str, word: str, pos: str, pos_of_head: str) -> str:
    """What the relation is called in the version 2 of RRT, where the kind of word decides it."""
    if tag.startswith(("Mc", "Mo")) and dep in ("nmod", "amod", "obl", "obl:tmod"):
        return "nummod"  # anul 1997, prima dată, din 1997
    if (tag.startswith("Ds") and dep == "nmod") or (pos == "DET" and dep == "amod"):
        return "det"  # casa lui
    if word in COMPARING and dep == "advmod":
        return "mark" if pos_of_head in ("VERB", "AUX") else "case"
    return dep


def _lift_objects_of_participles(
    heads: list[int], deps: list[str], words: list[str], pos: list[str]
) -> None:
    """``discuții privind pacea``: the object hangs on the noun, the participle on the object."""
    for i, word in enumerate(words):
        if word.lower() not in LIKE_PREPOSITIONS or deps[i] not in ("acl", "advcl"):
            continue
        objects = [j for j in range(i + 1, len(heads)) if heads[j] == i and deps[j] == "obj"]
        others = [j for j in range(len(heads)) if heads[j] == i and j not in objects]
        if len(objects) == 1 and all(deps[j] in ("punct", "advmod") for j in others):
            (noun,) = objects
            heads[noun] = heads[i]
            deps[noun] = "nmod" if pos[heads[i]] in NOMINAL else "obl"
            heads[i], deps[i] = noun, "case"


def _chain_from_the_left(heads: list[int], deps: list[str]) -> None:
    """``fixed`` and ``flat`` hang on the first word of their expression."""
    for relation in ("fixed", "flat"):
        for i in range(len(heads)):
            head = heads[i]
            if deps[i] == relation and deps[head] == relation and heads[head] != i:
                heads[i] = heads[head]
            if deps[i] == relation and heads[i] > i:
                head = heads[i]
                heads[i], deps[i] = heads[head], deps[head]
                heads[head], deps[head] = i, relation
                if heads[i] == head:
                    heads[i] = i
                for j in range(len(heads)):
                    if heads[j] == head and j != i and j != head:
                        heads[j] = i


def _coordinators_to_the_right(heads: list[int], deps: list[str], words: list[str]) -> None:
    """A conjunction, and a comma before a conjunct, hang on the conjunct after them."""
    for i, dep in enumerate(deps):
        if dep not in ("cc", "punct") or (dep == "punct" and words[i] not in (",", ";")):
            continue
        head = heads[i]
        if head > i:
            continue
        following = [j for j in range(i + 1, len(heads)) if deps[j] == "conj" and heads[j] == head]
        if following:
            heads[i] = following[0]
