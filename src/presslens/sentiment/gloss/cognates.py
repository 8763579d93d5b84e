"""English for rare words by their endings: "federalizare" is "federalisation"."""

from __future__ import annotations

from typing import Final

from presslens.sentiment.gloss.data import lemmas

_ENDINGS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "NOUN": (
        ("izare", "isation"),
        ("ificare", "ification"),
        ("țiune", "tion"),
        ("siune", "sion"),
        ("xiune", "xion"),
        ("cție", "ction"),
        ("ție", "tion"),
        ("zie", "sy"),
        ("itate", "ity"),
        ("etate", "ety"),
        ("logie", "logy"),
        ("grafie", "graphy"),
        ("metrie", "metry"),
        ("nomie", "nomy"),
        ("sofie", "sophy"),
        ("arhie", "archy"),
        ("crație", "cracy"),
        ("fobie", "phobia"),
        ("ență", "ence"),
        ("anță", "ance"),
        ("ism", "ism"),
        ("istă", "ist"),
        ("ist", "ist"),
        ("log", "logist"),
        ("tor", "tor"),
        ("toare", "tor"),
        ("sor", "sor"),
        ("ment", "ment"),
        ("tură", "ture"),
        ("aj", "age"),
        ("ician", "ician"),
        ("crat", "crat"),
        ("ant", "ant"),
        ("ent", "ent"),
        ("ier", "ier"),
    ),
    "ADJ": (
        ("logic", "logical"),
        ("ic", "ic"),
        ("ional", "ional"),
        ("al", "al"),
        ("ar", "ar"),
        ("iv", "ive"),
        ("bil", "ble"),
        ("os", "ous"),
        ("ist", "ist"),
        ("ian", "ian"),
        ("ean", "ean"),
        ("ant", "ant"),
        ("ent", "ent"),
        ("izat", "ised"),
        ("id", "id"),
        ("esc", "ish"),
    ),
    "VERB": (
        ("iza", "ise"),
        ("ifica", "ify"),
        ("cuta", "cute"),
        ("iona", "ion"),
        ("ula", "ulate"),
        ("era", "erate"),
        ("ita", "itate"),
        ("ina", "inate"),
        ("ora", "orate"),
        ("ona", "onate"),
    ),
}
_PREFIXES: Final = (
    ("anti", "anti-"),
    ("pro", "pro-"),
    ("contra", "counter-"),
    ("super", "super"),
    ("supra", "over-"),
    ("sub", "sub-"),
    ("post", "post-"),
    ("pre", "pre-"),
    ("inter", "inter"),
    ("auto", "self-"),
    ("euro", "euro-"),
    ("neo", "neo-"),
    ("vice", "vice "),
    ("ultra", "ultra-"),
    ("hiper", "hyper"),
    ("multi", "multi"),
    ("micro", "micro"),
    ("re", "re-"),
    ("ex", "ex-"),
    ("ne", "un"),
    ("in", "in"),
)
_LETTERS: Final = str.maketrans("ăâîșț", "aaist")


def cognate(lemma: str, pos: str) -> str | None:
    """The English that a learned word most likely has, or None."""
    for prefix, english in _PREFIXES:
        rest = lemma.removeprefix(prefix).removeprefix("-")
        if len(rest) > 3 and rest != lemma:
            known = lemmas().get((rest, pos))
            if known is not None and " " not in known:
                if english == "un" and pos == "NOUN":
                    english = "non-"
                return english + known
    for ending, english in _ENDINGS.get(pos, ()):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 2:
            return _stem(lemma.removesuffix(ending)) + english
    return None


def _stem(text: str) -> str:
    text = text.replace("ch", "c").replace("cvi", "qui").replace("fi", "phi", 0)
    return text.replace("ți", "ti").translate(_LETTERS)
