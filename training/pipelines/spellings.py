"""Text as it is printed elsewhere: cedillas, no diacritics, capitals."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.training import Example

from presslens.language.text import strip_marks

CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "cedillas": lambda text: text.translate(CEDILLAS),
    "no_diacritics": strip_marks,
    "upper_case": lambda text: text.upper() if len(text.upper()) == len(text) else text,
    "lower_case": lambda text: text.lower() if len(text.lower()) == len(text) else text,
}


def respell(nlp: Language, example: Example, spelling: Callable[[str], str]) -> Example:
    """The same annotation on the text in another spelling."""
    annotation = example.to_dict()
    annotation["token_annotation"]["ORTH"] = [spelling(t.text) for t in example.reference]
    return Example.from_dict(nlp.make_doc(spelling(example.text)), annotation)
