"""Measures a pipeline on a development file, as printed and in other spellings.

Usage: python evaluate.py PIPELINE DEV.spacy [...]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.tagger import tagger_score
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import DocBin
from spacy.training import Example
from spellings import SPELLINGS, respell

import presslens.language.components  # noqa: F401  (registers the factories)
from presslens.language import LANGUAGES
from presslens.language.models import load_model

NAMES = {"PERSON", "GPE", "ORGANIZATION"}
SHOWN = (
    "token_acc", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f",
    "ents_p", "ents_r", "ents_f",
)  # fmt: skip


def examples(
    nlp: Language, path: Path, spelling: Callable[[str], str] | None, gold: bool
) -> list[Example]:
    """The documents of ``path`` with the pipeline's own tokens, or with those of the corpus."""
    docs = DocBin().from_disk(path).get_docs(nlp.vocab)
    plain = [
        Example(
            spacy.tokens.Doc(
                nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]
            )
            if gold
            else nlp.make_doc(d.text),
            d,
        )
        for d in docs
    ]
    return [respell(nlp, e, spelling) for e in plain] if spelling else plain


def measure(
    nlp: Language, path: Path, spelling: Callable[[str], str] | None = None, *, gold: bool = False
) -> dict[str, float]:
    """The scores of spaCy's own scorer, in per cent."""
    batch = examples(nlp, path, spelling, gold)
    for example in batch:
        example.predicted = nlp(example.predicted)
    scores = Scorer.score_tokenization(batch)
    if any(e.reference.has_annotation("TAG") for e in batch):
        scores |= tagger_score(batch) | morphologizer_score(batch) | parser_score(batch)
        scores |= Scorer.score_token_attr(batch, "lemma")
    if any(e.reference.ents for e in batch):
        scores |= get_ner_prf(batch)
    found = {k: 100 * v for k, v in scores.items() if k in SHOWN and v is not None}
    for label, s in (scores.get("ents_per_type") or {}).items():
        found[f"F {label}"] = 100 * s["f"]
    return found | _names(batch)


def _names(batch: list[Example]) -> dict[str, float]:
    """F of persons, places that govern, and organisations, counted together."""
    right = guessed = true = 0
    for example in batch:
        gold, found = (
            {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAMES}
            for doc in (example.reference, example.predicted)
        )
        right, guessed, true = right + len(gold & found), guessed + len(found), true + len(gold)
    return {"names_f": 200 * right / (guessed + true)} if true else {}


def main() -> None:
    """Runs the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", help="ro or en for the one of the package, or a path")
    parser.add_argument("dev", type=Path, nargs="+")
    parser.add_argument("--spellings", action="store_true")
    parser.add_argument("--gold", action="store_true", help="the tokens of the corpus")
    args = parser.parse_args()
    nlp = load_model(args.pipeline) if args.pipeline in LANGUAGES else spacy.load(args.pipeline)
    nlp.add_pipe("presslens_paragraphs", first=True)
    for path in args.dev:
        shown: list[str] = []
        for name, spelling in [
            ("as printed", None),
            *(SPELLINGS.items() if args.spellings else ()),
        ]:
            scores = measure(nlp, path, spelling, gold=args.gold)
            shown = shown or [k for k, v in scores.items() if v]
            print(path.name, name, " ".join(f"{k} {scores.get(k, 0):.1f}" for k in shown))


if __name__ == "__main__":
    main()
