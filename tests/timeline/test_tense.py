import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.timeline.grammar import load_grammar
from presslens.timeline.tense import Predicates

PAST, PRESENT = "Tense=Imp|VerbForm=Fin", "Tense=Pres|VerbForm=Fin"
SUBJUNCTIVE = "Mood=Sub|Tense=Pres|VerbForm=Fin"
INFINITIVE, PARTICIPLE = "VerbForm=Inf", "VerbForm=Part"


def tense(*rows, language="ro"):
    """The tense of the last word of a hand-made parse.

    A row is form, lemma, morphology, head, relation.
    """
    words, lemmas, morphs, heads, deps = zip(*rows, strict=True)
    parts = {"aux": "AUX", "aux:pass": "AUX", "cop": "AUX", "mark": "PART"}
    pos = [parts.get(relation, "VERB") for relation in deps]
    doc = Doc(Vocab(), words=words, lemmas=lemmas, morphs=morphs, heads=heads, deps=deps, pos=pos)
    return Predicates(doc, load_grammar(language)).tense(doc[-1])


def verb(form, lemma, morph):
    """A verb that stands alone or behind one auxiliary."""
    return form, lemma, morph, 1, "ROOT"


VA, A, AR = (
    ("va", "vrea", "", 1, "aux"),
    ("a", "avea", "", 1, "aux"),
    ("ar", "avea", "", 1, "aux"),
)
ESTE = ("este", "fi", PRESENT, 1, "aux:pass")
FUSESE = ("fusese", "fi", "Tense=Pqp|VerbForm=Fin", 1, "aux:pass")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([A, verb("venit", "veni", PARTICIPLE)], "past"),
        ([VA, verb("veni", "veni", INFINITIVE)], "future"),
        ([AR, verb("veni", "veni", INFINITIVE)], "future"),
        ([ESTE, verb("votat", "vota", PARTICIPLE)], "present"),
        ([FUSESE, verb("votat", "vota", PARTICIPLE)], "past"),
        ([ESTE, verb("programată", "programa", PARTICIPLE)], "future"),
        ([A, verb("programat", "programa", PARTICIPLE)], "past"),
        ([("să", "să", "Mood=Sub", 1, "mark"), verb("vină", "veni", SUBJUNCTIVE)], "future"),
    ],
)
def test_tense_of_a_verb_with_its_auxiliary(rows, expected):
    assert tense(*rows) == expected


@pytest.mark.parametrize(
    ("form", "morph", "expected"),
    [
        ("venea", PAST, "past"),
        ("vine", PRESENT, "present"),
        ("lansat", PARTICIPLE, "past"),
        ("dispută", "Tense=Past|VerbForm=Fin", "present"),
        ("veni", "", None),
    ],
)
def test_tense_of_a_verb_alone(form, morph, expected):
    assert tense((form, form, morph, 0, "ROOT")) == expected


@pytest.mark.parametrize(
    ("governing", "governed", "expected"),
    [
        (("urmează", "urma", PRESENT), SUBJUNCTIVE, "future"),
        (("trebuie", "trebui", PRESENT), SUBJUNCTIVE, "future"),
        (("reușea", "reuși", PAST), SUBJUNCTIVE, "past"),
        (("poate", "putea", PRESENT), INFINITIVE, "present"),
    ],
)
def test_tense_of_a_verb_governed_by_another(governing, governed, expected):
    assert tense((*governing, 0, "ROOT"), ("vină", "veni", governed, 0, "ccomp")) == expected


def test_tense_of_the_colloquial_future():
    rows = [("O", "un", "", 2, "expl"), ("să", "să", "Mood=Sub", 2, "mark"),
            ("vină", "veni", SUBJUNCTIVE, 2, "ROOT")]  # fmt: skip
    assert tense(*rows) == "future"


def test_tense_of_an_auxiliary_hung_on_another():
    rows = [("va", "vrea", "", 1, "aux"), ("fi", "fi", "VerbForm=Inf", 2, "aux:pass"),
            ("votat", "vota", PARTICIPLE, 2, "ROOT")]  # fmt: skip
    assert tense(*rows) == "future"


WILL, HAS = ("will", "will", "VerbForm=Fin", 1, "aux"), ("has", "have", PRESENT, 1, "aux")
WAS = ("was", "be", "Tense=Past|VerbForm=Fin", 1, "aux:pass")
IS = ("is", "be", PRESENT, 1, "aux:pass")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([WILL, verb("leave", "leave", INFINITIVE)], "future"),
        ([HAS, verb("left", "leave", "Tense=Past|VerbForm=Part")], "past"),
        ([WAS, verb("held", "hold", PARTICIPLE)], "past"),
        ([IS, verb("scheduled", "schedule", PARTICIPLE)], "future"),
        ([("left", "leave", "Tense=Past|VerbForm=Fin", 0, "ROOT")], "past"),
        ([("leaves", "leave", PRESENT, 0, "ROOT")], "present"),
        (
            [("going", "go", "", 0, "ROOT"), ("leave", "leave", INFINITIVE, 0, "xcomp")],
            "future",
        ),
    ],
)
def test_tense_of_english_forms(rows, expected):
    assert tense(*rows, language="en") == expected


def test_tense_looks_up_a_bounded_number_of_heads():
    rows = [("veni", "veni", "VerbForm=Inf", max(0, n - 1), "xcomp") for n in range(1000)]
    rows[0] = ("venea", "veni", PAST, 0, "ROOT")
    assert tense(*rows) is None
    assert tense(*rows[:5]) == "past"
