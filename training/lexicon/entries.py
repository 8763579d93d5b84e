"""Makes the lists of words: ``<build>/ro.tsv`` and ``<build>/en.tsv``.

Sources: the project's Romanian-English news glossary (entries that are not neutral) and the words
of ``own_*.yaml``; for English also words of Hu and Liu's opinion lexicon (CC BY 4.0), of which
``fit.py`` keeps those that the training data knows. Entries are lemmas with a part of speech.
Weights are the tone's prior until ``fit.py`` has fitted them.

    python training/lexicon/entries.py --glossary <folder> --opinions <folder> --out <build folder>
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml

from presslens.language.lemmas import lemmatizer_for
from presslens.language.text import fold_letters
from presslens.sentiment.lexicon import COLUMNS, Entry
from presslens.sentiment.words import split_keys

HERE = Path(__file__).parent
PRIOR = {-2: -1.0, -1: -0.6, 1: 0.6, 2: 1.0}
SITUATION = 0.25
CLITICS = {"a", "își", "îi", "se", "îl", "o", "le", "și", "fi"}
EN_DROPPED = {"to", "a", "an", "the", "be", "become"}
EN_INFLECTED = ("NNS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS")
OF_ONE = re.compile(r"\b(one's|somebody's|someone's)")


def read_glossary(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of the two glossary files."""
    both = []
    for name in ("ro_en_lemmas.tsv", "ro_en_expressions.tsv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = next(reader)
            header[0] = "entry"
            both.append([dict(zip(header, row, strict=True)) for row in reader])
    return both[0], both[1]


class Builder:
    """Collects entries; the first source of an entry wins, tones of one source are averaged.

    Spellings with and without diacritics are one entry, as they are when words are looked up.
    """

    def __init__(self, language: str) -> None:
        lists = yaml.safe_load((HERE / "situations.yaml").read_text(encoding="utf-8"))
        self.situations = frozenset(lists[language].split())
        rules = yaml.safe_load((HERE / f"rules_{language}.yaml").read_text(encoding="utf-8"))
        self.negators = frozenset(rules["negation"]["words"])  # rules, not tones
        self.tones: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
        self.kinds: dict[tuple[tuple[str, ...], str], tuple[str, str]] = {}
        self.known: set[tuple[str, ...]] = set()

    def add(self, text: str, pos: str, tone: int, source: str) -> None:
        """Takes an entry, unless an earlier source has it."""
        if text in self.negators:
            return
        key = split_keys(text)
        named, first = self.kinds.get((key, pos), (text, source))
        if first == source:
            # The spelling that tells more letters apart: închisoare, not inchisoare.
            best = max(named, text, key=lambda t: sum(not c.isascii() for c in t))
            self.kinds[key, pos] = best, source
            self.tones[key, pos].append(tone)
            self.known.add(key)

    def entries(self) -> list[Entry]:
        """Everything collected, sorted; entries whose tones cancel are left out."""
        made = []
        for (key, pos), tones in self.tones.items():
            tone = round(sum(tones) / len(tones) + (0.01 if sum(tones) > 0 else -0.01))
            if tone:
                text, source = self.kinds[key, pos]
                prior = PRIOR[tone] * (SITUATION if text in self.situations else 1.0)
                made.append(Entry(text, pos, tone, prior, prior, source))
        return sorted(made, key=lambda e: (e.text, e.pos))


def romanian(glossary: Path) -> list[Entry]:
    """The Romanian list: glossary lemmas, expressions, own words."""
    lemmas, expressions = read_glossary(glossary)
    out = Builder("ro")
    for row in lemmas:
        if int(row["tone"]) and row["pos"] != "X":
            out.add(fold_letters(row["entry"]), row["pos"], int(row["tone"]), "glossary")
    for row in expressions:
        words = fold_letters(row["entry"]).split(" ")
        if row["pos"] == "VERB":
            while len(words) > 1 and words[0] in CLITICS:
                words = words[1:]
        if int(row["tone"]) and (len(words) > 1 or split_keys(words[0]) not in out.known):
            out.add(" ".join(words), row["pos"], int(row["tone"]), "glossary")
    for text, pos, tone in read_own("own_ro.yaml"):
        if split_keys(text) not in out.known:
            out.add(text, pos, tone, "own")
    return out.entries()


def english(glossary: Path, opinions: Path) -> list[Entry]:
    """The English list: own words, the English side of the glossary, then Hu and Liu's."""
    out = Builder("en")
    for text, pos, tone in read_own("own_en.yaml"):
        out.add(text, pos, tone, "own")
    own = frozenset(out.known)
    lemmas, expressions = read_glossary(glossary)
    for row in [*lemmas, *expressions]:
        if int(row["tone"]) and row["pos"] != "X":
            sides = [*row["english"].split(";"), *row.get("english2", "").split(";")]
            for side in sides:
                text = clean_english(side)
                if text and split_keys(text) not in own:
                    out.add(text, row["pos"], int(row["tone"]), "glossary")
    known = frozenset(out.known)
    lemmatizer = lemmatizer_for("en")
    for name, tone in (("negative", -1), ("positive", 1)):
        lines = (opinions / f"{name}-words.txt").read_text(encoding="latin-1").splitlines()
        for word in lines:
            lemmas_of = {split_keys(lemmatizer.lemma(word, tag)) for tag in EN_INFLECTED}
            if word.isalpha() and word.islower() and known.isdisjoint({*lemmas_of, (word,)}):
                out.add(word, "X", tone, "hu-liu")
    return out.entries()


def clean_english(side: str) -> str:
    """A gloss as an entry: no articles or "be" in front, "one's" kept as a wildcard."""
    words = OF_ONE.sub("ONE", side.strip()).split()
    while words and words[0].lower() in EN_DROPPED:
        words = words[1:]
    text = " ".join(w if w == "ONE" else w.lower() for w in words)
    plain = re.fullmatch(r"[a-z' -]+", text.replace("ONE", "one"))
    return text if plain and len(text) > 2 and "'" not in text and words[0] != "ONE" else ""


def read_own(name: str) -> list[tuple[str, str, int]]:
    """(word, part of speech, tone) of an ``own_*.yaml``."""
    data = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [
        (word, pos, tone)
        for pos, tones in data.items()
        for tone, words in tones.items()
        for word in words.split()
    ]


def write(entries: Iterable[Entry], path: Path, comment: str = "") -> int:
    """Writes a list in the format of ``sentiment.tsv``; returns the number of entries."""
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines.append("\t".join(COLUMNS))
    n = 0
    for n, e in enumerate(entries, 1):  # noqa: B007
        weights = [f"{w:.2f}".replace("-0.00", "0.00") for w in (e.before, e.after)]
        lines.append("\t".join([e.text, e.pos, str(e.tone), *weights, e.source]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n


def main() -> None:
    """Builds the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glossary", type=Path, required=True)
    parser.add_argument("--opinions", type=Path, required=True, help="the Hu and Liu lexicon")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--languages", nargs="+", default=["ro", "en"])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    makers = {
        "ro": lambda: romanian(options.glossary),
        "en": lambda: english(options.glossary, options.opinions),
    }
    for language in options.languages:
        print(language, write(makers[language](), options.out / f"{language}.tsv"))


if __name__ == "__main__":
    main()
