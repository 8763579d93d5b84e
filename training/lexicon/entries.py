"""Makes the lists of words and their forms: ``<build>/ro.tsv`` and ``<build>/en.tsv``.

Sources: the project's Romanian-English news glossary (entries that are not neutral) and the words
of ``own_*.yaml``; for English also words of Hu and Liu's opinion lexicon (CC BY 4.0), of which
``fit.py`` keeps those that the training data knows. Inflected forms come from the dictionaries of
simplemma 2.0.0 (MIT), which only this script needs. Weights are the tone's prior
until ``fit.py`` has fitted them.

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
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from presslens.language.text import comparison_key, fold_letters
from presslens.sentiment.lexicon import COLUMNS, Entry

HERE = Path(__file__).parent
PRIOR = {-2: -1.0, -1: -0.6, 1: 0.6, 2: 1.0}
SITUATION = 0.25
# Verb forms that news hardly uses, and negated gerunds, which would need the opposite sign.
RARE = re.compile(
    r"(^ne(mai)?.*[aâiî]nd(u)?$)|(r[ăa](m|[tț]i)$)|(se(m|[sș]i)$)|(ser[ăa]m$)|(ndu$)|(tu$)"
)
CLITICS = {"a", "își", "îi", "se", "îl", "o", "le", "și", "fi"}
EN_DROPPED = {"to", "a", "an", "the", "be", "become"}
# Forms that simplemma gives to another lemma, and forms that mean something else.
MORE = {
    "lua": "ia iei iau luăm ieie",
    "da": "dă dau dai dea dădea dat dăm",
    "face": "fac facă făcut",
}
NOT = {"bun": "bunuri bunurile bunurilor bunu"}
OF_ONE = re.compile(r"\b(one's|somebody's|someone's)")


def invert(language: str) -> dict[str, list[str]]:
    """Lemma → forms, from simplemma's dictionary."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        if isinstance(lemma, bytes):
            lemma = lemma.decode()
        if form[:1].islower():
            forms[fold_letters(lemma)].append(fold_letters(form))
    return forms


def participle_forms(forms: Iterable[str], lemma: str) -> list[str]:
    """Adjective forms of a Romanian verb's participle: acuzat → acuzată, acuzați, acuzate."""
    made: list[str] = []
    for form in forms:
        if re.search(r"([aiuî]t|[^aei]s|pt|rt)$", form) and form[:2] == lemma[:2]:
            plural = form[:-1] + ("ți" if form.endswith("t") else "și")
            made += [form, form + "ă", form + "e", plural, form + "ul", form + "a", plural + "i"]
    return made


def forms_ro(lemma: str, pos: str, table: dict[str, list[str]]) -> list[str]:
    """All forms of a Romanian lemma that are worth listing."""
    forms = [f for f in table.get(lemma, []) if not RARE.search(f) or f == lemma]
    if pos == "VERB":
        forms += participle_forms(table.get(lemma, []), lemma)
    elif pos == "NOUN" and not forms:
        forms += _noun_ro(lemma)
    elif pos == "ADJ" and lemma.endswith(("t", "s")):
        forms += participle_forms([lemma], lemma)
    forms += MORE.get(lemma, "").split()
    return sorted({f for f in forms if f != lemma} - set(NOT.get(lemma, "").split()))


def _noun_ro(lemma: str) -> list[str]:
    if lemma.endswith("ă"):
        stem = lemma[:-1]
        return [stem + e for e in ("a", "e", "ei", "ele", "elor")]
    if lemma.endswith("re"):
        return [lemma + "a", lemma[:-2] + "rii", lemma[:-2] + "ri", lemma[:-2] + "rile"]
    return [lemma + e for e in ("ul", "ului", "i", "ii", "ilor", "uri", "urile", "urilor")]


def forms_en(lemma: str, pos: str, table: dict[str, list[str]]) -> list[str]:
    """All forms of an English lemma: the dictionary's, and the regular ones."""
    forms = {f for f in table.get(lemma, []) if f.isalpha() and not f.endswith("'s")}
    if pos in ("VERB", "NOUN") and lemma.isalpha():
        forms.add(_with_s(lemma))
    if pos == "VERB" and lemma.isalpha() and not any(f.endswith("ing") for f in forms):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        forms |= {stem + "ed", stem + "ing"}
    return sorted(forms - {lemma})


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search("[^aeiou]y$", lemma) else lemma + "s"


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
    """Collects entries; the first source of an entry wins, tones of one source are averaged."""

    def __init__(self, language: str, heads: tuple[str, ...]) -> None:
        lists = yaml.safe_load((HERE / "situations.yaml").read_text(encoding="utf-8"))
        self.situations = frozenset(lists[language].split())
        rules = yaml.safe_load((HERE / f"rules_{language}.yaml").read_text(encoding="utf-8"))
        self.negators = frozenset(rules["negation"]["words"])  # rules, not tones
        self.heads = heads  # expressions of these kinds inflect in their first word
        self.tones: dict[str, list[int]] = defaultdict(list)
        self.kinds: dict[str, tuple[str, str]] = {}

    def add(self, text: str, pos: str, tone: int, source: str) -> None:
        """Takes an entry, unless an earlier source has it."""
        if text in self.negators:
            return
        kind = self.kinds.setdefault(text, (pos, source))
        if kind[1] == source:
            self.tones[text].append(tone)

    def entries(self, make_forms: object) -> list[Entry]:
        """Everything collected, sorted; entries whose tones cancel are left out."""
        assert callable(make_forms)
        made = []
        for text, tones in sorted(self.tones.items()):
            tone = round(sum(tones) / len(tones) + (0.01 if sum(tones) > 0 else -0.01))
            if tone:
                pos, source = self.kinds[text]
                head, *rest = text.split(" ")
                forms = tuple(make_forms(head, pos)) if not rest or pos in self.heads else ()
                prior = PRIOR[tone] * (SITUATION if text in self.situations else 1.0)
                made.append(Entry(text, pos, tone, prior, prior, source, forms))
        return made


def romanian(glossary: Path) -> list[Entry]:
    """The Romanian list: glossary lemmas, expressions, own words."""
    lemmas, expressions = read_glossary(glossary)
    table = invert("ro")
    out = Builder("ro", ("VERB", "NOUN", "ADJ"))
    for row in lemmas:
        if int(row["tone"]) and row["pos"] != "X":
            out.add(fold_letters(row["entry"]), row["pos"], int(row["tone"]), "glossary")
    for row in expressions:
        words = fold_letters(row["entry"]).split(" ")
        if row["pos"] == "VERB":
            while len(words) > 1 and words[0] in CLITICS:
                words = words[1:]
        if int(row["tone"]) and (len(words) > 1 or words[0] not in out.kinds):
            out.add(" ".join(words), row["pos"], int(row["tone"]), "glossary")
    for text, pos, tone in read_own("own_ro.yaml"):
        out.add(text, pos, tone, "own")
    rank = {fold_letters(row["entry"]): n for n, row in enumerate(lemmas)}
    neutral = {
        e: row["pos"]
        for row in lemmas
        if not int(row["tone"])
        for e in [fold_letters(row["entry"])]
    }
    made = out.entries(lambda w, pos: forms_ro(w, pos, table))
    return without_clashes(made, neutral, rank, table)


def without_clashes(
    made: list[Entry], neutral: dict[str, str], rank: dict[str, int], table: dict[str, list[str]]
) -> list[Entry]:
    """Drops forms that are, without diacritics, those of a more frequent neutral word."""
    owner: dict[str, int] = {}
    for lemma in neutral:
        for form in [lemma, *table.get(lemma, [])]:
            key = comparison_key(form)
            owner[key] = min(owner.get(key, 10**6), rank[lemma])
    kept = []
    for entry in made:
        mine = rank.get(entry.text, 10**6)
        if " " in entry.text:
            kept.append(entry)
            continue
        forms = [f for f in entry.forms if owner.get(comparison_key(f), 10**7) > mine]
        kept.append(
            Entry(
                entry.text,
                entry.pos,
                entry.tone,
                entry.before,
                entry.after,
                entry.source,
                tuple(forms),
            )
        )
    return kept


def english(glossary: Path, opinions: Path) -> list[Entry]:
    """The English list: own words, the English side of the glossary, then Hu and Liu's."""
    table = invert("en")
    out = Builder("en", ("VERB",))
    for text, pos, tone in read_own("own_en.yaml"):
        out.add(text, pos, tone, "own")
    lemmas, expressions = read_glossary(glossary)
    for row in [*lemmas, *expressions]:
        if int(row["tone"]) and row["pos"] != "X":
            sides = [*row["english"].split(";"), *row.get("english2", "").split(";")]
            for side in sides:
                text = clean_english(side)
                if text:
                    out.add(text, row["pos"], int(row["tone"]), "glossary")
    known = {f for t, (pos, _) in out.kinds.items() for f in [t, *forms_en(t, pos, table)]}
    for name, tone in (("negative", -1), ("positive", 1)):
        lines = (opinions / f"{name}-words.txt").read_text(encoding="latin-1").splitlines()
        for word in lines:
            if word.isalpha() and word.islower() and word not in known:
                out.add(word, "X", tone, "hu-liu")
    return out.entries(lambda w, pos: forms_en(w, pos, table) if pos != "X" else [])


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
        lines.append("\t".join([e.text, e.pos, str(e.tone), *weights, e.source, " ".join(e.forms)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n


def main() -> None:
    """Builds both lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glossary", type=Path, required=True)
    parser.add_argument("--opinions", type=Path, required=True, help="the Hu and Liu lexicon")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for language, entries in (
        ("ro", romanian(options.glossary)),
        ("en", english(options.glossary, options.opinions)),
    ):
        print(language, write(entries, options.out / f"{language}.tsv"))


if __name__ == "__main__":
    main()
