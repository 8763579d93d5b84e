"""Cues, subjects and names on documents whose tags and arcs are written by hand."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.annotations import Annotations, Context, Sentence
from presslens.speech import find_quotes, find_sources
from presslens.speech.cues import find_cues
from presslens.speech.lexicon import load_lexicon
from presslens.speech.tokens import Tokens
from tests.speech.conftest import mentions_in

PAST = "VerbForm=Part"


def parsed(rows):
    """A document from ``word/lemma/POS/dep/head/morph``; the head is counted from the word."""
    cells = [[*row.split("/"), ""][:6] for row in rows.split()]
    words, lemmas, pos, deps, heads, morphs = zip(*cells, strict=True)
    return Doc(
        Vocab(),
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        deps=list(deps),
        heads=[i + int(step or 0) for i, step in enumerate(heads)],
        morphs=[m.replace(";", "|") for m in morphs],
    )


def annotations_of(doc):
    text = doc.text
    return Annotations(
        Context("a", "ro"), sentences=[Sentence(0, len(text))], mentions=mentions_in(text)
    )


def speakers(doc):
    found = find_quotes(doc, annotations_of(doc))
    return [q.speaker.actor_id if q.speaker else None for q in found]


def cues(doc, language="ro"):
    return [doc.text[c.start : c.end] for c in find_cues(Tokens(doc), load_lexicon(language))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("susțineau/susține/VERB/ROOT/0/Mood=Ind;VerbForm=Fin", ["susțineau"]),
        ("sustineau/sustine/VERB/ROOT/0/Mood=Ind;VerbForm=Fin", ["sustineau"]),
        ("declara/deca/VERB/ROOT/0/Mood=Ind;VerbForm=Fin", ["declara"]),
        ("spunând/spune/VERB/ROOT/0/VerbForm=Ger", ["spunând"]),
        ("a/avea/AUX/aux/2/Person=3 mai/mai/ADV/advmod/1 spus/spune/VERB/ROOT/0/VerbForm=Part",
         ["a mai spus"]),
        ("atrage/atrage/VERB/ROOT/0/VerbForm=Fin iar/iar/ADV/advmod/-1 atenția/atenție/NOUN/obj/-2",
         ["atrage iar atenția"]),
        ("potrivit/potrivit/ADP/case/1 experților/expert/NOUN/ROOT/0", ["potrivit"]),
        ("a/avea/AUX/aux/2 fost/fi/AUX/aux:pass/1 anunțat/anunța/VERB/ROOT/0/VerbForm=Part"
         " de/de/ADP/case/1 X/X/PROPN/obl:agent/-2", ["a fost anunțat"]),
    ],
)  # fmt: skip
def test_cues_are_found_by_lemma(rows, expected):
    assert cues(parsed(rows)) == expected


@pytest.mark.parametrize(
    "rows",
    [
        "nota/notă/NOUN/ROOT/0",
        "momentul/moment/NOUN/ROOT/0 potrivit/potrivit/ADJ/amod/-1",
        "spun/spune/VERB/ROOT/0/Person=1;VerbForm=Fin",
        "am/avea/AUX/aux/1/Person=1 spus/spune/VERB/ROOT/0/VerbForm=Part",
        "nu/nu/PART/advmod/1 spune/spune/VERB/ROOT/0/VerbForm=Fin",
        "va/vrea/AUX/aux/1/Person=3 spune/spune/VERB/ROOT/0/VerbForm=Inf",
        "să/să/PART/mark/1 spună/spune/VERB/ROOT/0/Mood=Sub",
        "se/sine/PRON/expl:pass/1 spune/spune/VERB/ROOT/0/VerbForm=Fin",
        "spus/spune/VERB/ROOT/0/VerbForm=Part",
        "a/avea/AUX/aux/2 fost/fi/AUX/aux:pass/1 anunțat/anunța/VERB/ROOT/0/VerbForm=Part",
    ],
)
def test_cues_need_somebody_else_who_said_it(rows):
    assert cues(parsed(rows)) == []


@pytest.mark.parametrize(
    "rows",
    [
        "to/to/PART/mark/2 have/have/AUX/aux/1/VerbForm=Inf told/tell/VERB/ROOT/0/VerbForm=Part",
        "not/not/PART/advmod/1 said/say/VERB/ROOT/0/VerbForm=Fin",
        "would/would/AUX/aux/2 have/have/AUX/aux/1 said/say/VERB/ROOT/0/VerbForm=Part",
    ],
)
def test_english_infinitives_and_modals_report_nothing(rows):
    assert cues(parsed(rows), "en") == []


def test_english_relative_clause_is_not_what_somebody_claims():
    doc = parsed(
        "Reuters/Reuters/PROPN/nsubj/1 claims/claim/VERB/ROOT/0/VerbForm=Fin"
        " land/land/NOUN/obj/-1 that/that/SCONJ/mark/2 it/it/PRON/nsubj/1"
        " lost/lose/VERB/acl/-3/VerbForm=Fin"
    )
    assert find_quotes(doc, annotations_of(doc), language="en") == []


SAID = "a/avea/AUX/aux/1/Person=3;Number=Sing spus/spune/VERB/{}/{}/VerbForm=Part"
THAT = " că/că/SCONJ/mark/1 plouă/ploua/VERB/ccomp/-2 mult/mult/ADV/advmod/-1"


@pytest.mark.parametrize(
    ("before", "said", "expected"),
    [
        ("Ion/Ion/PROPN/nsubj/3 Dan/Dan/PROPN/flat/-1", ("ROOT", 0), "ion-dan"),
        ("Ion/Ion/PROPN/dep/3 Dan/Dan/PROPN/flat/-1", ("ROOT", 0), "ion-dan"),
        ("lui/lui/DET/det/1/Case=Dat,Gen Ion/Ion/PROPN/obl/3 Dan/Dan/PROPN/flat/-1",
         ("ROOT", 0), None),
        ("martorul/martor/NOUN/nsubj/5 lui/lui/DET/det/1/Case=Dat,Gen Ion/Ion/PROPN/nmod/-2"
         " Dan/Dan/PROPN/flat/-1", ("ROOT", 0), None),
        ("premierul/premier/NOUN/nsubj/4 Ion/Ion/PROPN/nmod/-1 Dan/Dan/PROPN/flat/-1",
         ("ROOT", 0), "ion-dan"),
        ("Ion/Ion/PROPN/nsubj/6 Dan/Dan/PROPN/flat/-1 ,/,/PUNCT/punct/1"
         " primarul/primar/NOUN/nsubj/3 ,/,/PUNCT/punct/-1", ("ROOT", 0), "ion-dan"),
        ("Ion/Ion/PROPN/nsubj/2 Dan/Dan/PROPN/flat/-1 vine/veni/VERB/ROOT/0/VerbForm=Fin"
         " și/și/CCONJ/cc/2", ("conj", -3), "ion-dan"),
        ("Ion/Ion/PROPN/ROOT/0 Dan/Dan/PROPN/flat/-1 ,/,/PUNCT/punct/3"
         " care/care/PRON/nsubj/2/PronType=Int,Rel", ("acl", -5), "ion-dan"),
        ("liderul/lider/NOUN/nsubj/4 Partidul/Partidul/PROPN/nmod/-1 Verde/Verde/PROPN/flat/-1",
         ("ROOT", 0), None),
        ("Ion/Ion/PROPN/nsubj/2 Dan/Dan/PROPN/flat/-1 tace/tăcea/VERB/ROOT/0/VerbForm=Fin"
         " ,/,/PUNCT/punct/2 iar/iar/CCONJ/cc/2 martorii/martor/NOUN/nsubj/2", ("conj", -4), None),
    ],
)  # fmt: skip
def test_speaker_is_the_subject_of_the_cue(before, said, expected):
    doc = parsed(f"{before} {SAID.format(*said)}{THAT}")
    assert speakers(doc) == [expected]


def test_speaker_of_a_passive_is_its_agent():
    doc = parsed(
        "Oamenii/om/NOUN/nsubj:pass/2 sunt/fi/AUX/aux:pass/1"
        " avertizați/avertiza/VERB/ROOT/0/VerbForm=Part de/de/ADP/case/1 Ion/Ion/PROPN/obl:agent/-2"
        " Dan/Dan/PROPN/flat/-1 că/că/SCONJ/mark/1 plouă/ploua/VERB/ccomp/-5"
        " mult/mult/ADV/advmod/-1"
    )
    assert speakers(doc) == ["ion-dan"]


QUOTED = (
    "„/„/PUNCT/punct/1 Plecăm/pleca/VERB/ROOT/0 mâine/mâine/ADV/advmod/-1 ”/”/PUNCT/punct/-2"
    " ,/,/PUNCT/punct/2 a/avea/AUX/aux/1 spus/spune/VERB/parataxis/-5/VerbForm=Part"
)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Ion/Ion/PROPN/obj/-1 Dan/Dan/PROPN/flat/-1", "ion-dan"),
        ("luni/luni/NOUN/obj/-1 Ion/Ion/PROPN/obj/-2 Dan/Dan/PROPN/flat/-1", "ion-dan"),
        ("un/un/DET/det/1 martor/martor/NOUN/obj/-2 lângă/lângă/ADP/case/1 Ion/Ion/PROPN/obl/-4"
         " Dan/Dan/PROPN/flat/-1", None),
        ("despre/despre/ADP/case/1 Ion/Ion/PROPN/obl/-2 Dan/Dan/PROPN/flat/-1", None),
    ],
)  # fmt: skip
def test_speaker_behind_the_cue_is_the_first_free_noun(after, expected):
    assert speakers(parsed(f"{QUOTED} {after}")) == [expected]


def test_source_is_the_subject_and_not_the_topic_of_a_verb():
    said = "Podul/pod/NOUN/nsubj/1 cade/cădea/VERB/ROOT/0/VerbForm=Fin ,/,/PUNCT/punct/1"
    verb = "scrie/scrie/VERB/parataxis/-2/Mood=Ind;VerbForm=Fin"
    credited = parsed(f"{said} {verb} AFP/AFP/PROPN/obj/-1")
    assert [s.actor_id for s in find_sources(credited, annotations_of(credited))] == ["afp"]
    about = parsed(f"{said} {verb} despre/despre/ADP/case/1 AFP/AFP/PROPN/obl/-2")
    assert find_sources(about, annotations_of(about)) == []


@pytest.mark.usefixtures("no_hang")
def test_huge_sentence_with_every_word_on_one_verb_ends():
    n = 20_000
    words = ["Ion", "Dan", "a", "spus", ","] * n
    doc = Doc(
        Vocab(),
        words=words,
        lemmas=["Ion", "Dan", "avea", "spune", ","] * n,
        pos=["PROPN", "PROPN", "AUX", "VERB", "PUNCT"] * n,
        deps=["ROOT", *["conj"] * (5 * n - 1)],
        heads=[0] * (5 * n),
        morphs=["", "", "", PAST, ""] * n,
    )
    found = find_quotes(doc, annotations_of(doc))
    assert all(0 <= q.start < q.end <= len(doc.text) for q in found)
