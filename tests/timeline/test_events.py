import datetime as dt

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.annotations import Annotations, Context, Mention, Sentence, Source
from presslens.language.parsing import parse
from presslens.timeline import find_events


def article(text, mentions=(), published=dt.date(2025, 11, 26), language="ro"):
    found = Annotations(Context("a", language, published))
    for words, actor_id, link in mentions:
        start = text.index(words)
        found.mentions.append(
            Mention(start, start + len(words), words, "PERSON", actor_id, link, 1.0)
        )
    return found


def events(text, mentions=(), language="ro", **given):
    (doc,) = parse([text], language)
    known = article(text, mentions, language=language, **given)
    known.sentences = [Sentence(s.start_char, s.end_char) for s in doc.sents]
    return find_events(doc, known)


def test_events_names_actors_trigger_and_direction():
    text = "Ana Pop va face săptămâna viitoare o vizită la Praga. Ion Dan a plecat."
    who = [("Ana Pop", "ana-pop", "name"), ("Praga", "cz", "place"), ("Ion Dan", "ion-dan", "name")]
    (event,) = events(text, who)
    assert event.timex.value == "2025-W49"
    assert (event.direction, event.actor_ids, event.trigger) == ("future", ("ana-pop",), "vizită")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Luna trecută au fost alegeri.", "past"),
        ("Acordul vine mâine.", "future"),
        ("Președintele va pleca ieri.", "past"),
        ("Astăzi au loc negocieri.", "present"),
        ("Anul acesta va fi un summit.", "future"),
        ("Guvernul a adoptat astăzi bugetul.", "past"),
        ("Bugetul a fost adoptat astăzi de Guvern.", "past"),
        ("Bugetul va fi adoptat astăzi de Guvern.", "future"),
        ("Ministrul urmează să plece astăzi la Berlin.", "future"),
        ("Ministrul a declarat că va pleca astăzi la Berlin.", "future"),
    ],
)
def test_events_direction_compares_with_the_anchor_and_then_reads_the_tense(text, direction):
    assert [e.direction for e in events(text)] == [direction]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The government adopted the budget today.", "past"),
        ("The budget will be adopted today.", "future"),
        ("The minister is going to visit Berlin today.", "future"),
        ("The minister left last week.", "past"),
    ],
)
def test_events_direction_of_english_tenses(text, direction):
    assert [e.direction for e in events(text, language="en")] == [direction]


def test_events_without_day_of_publication_go_by_tense():
    text = "În 2031 va avea loc scrutinul. În 2019 a avut loc scrutinul."
    assert [e.direction for e in events(text, published=None)] == ["future", "past"]


def test_events_leave_out_the_credited_agency():
    text = "Ana Pop pleacă mâine, arată AFP."
    (doc,) = parse([text], "ro")
    known = article(text, [("Ana Pop", "ana-pop", "name"), ("AFP", "afp", "name")])
    known.sources.append(Source("afp", "arată", 22, 31, 0, len(text), "AFP"))
    (event,) = find_events(doc, known)
    assert event.actor_ids == ("ana-pop",)


def test_events_without_a_happening_has_no_trigger():
    (event,) = events("Mâine va fi frumos.")
    assert event.trigger is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ministrul a demisionat ieri.", "demisionat"),
        ("Atacul de ieri a distrus podul.", "Atacul"),
        ("Miercuri vor avea loc alegeri.", "alegeri"),
        ("Ieri a fost un summit la Praga.", "summit"),
        ("Ministrul a declarat luni că plouă.", None),
        ("Primarul a spus ieri adevărul.", None),
    ],
)
def test_events_trigger_is_the_governing_verb_or_the_noun_that_says_more(text, trigger):
    assert [e.trigger for e in events(text)] == [trigger]


SAYS = "Dan spune că Ana vine mâine"


def says(**changed):
    given = {
        "words": SAYS.split(),
        "lemmas": ["Dan", "spune", "că", "Ana", "veni", "mâine"],
        "pos": ["PROPN", "VERB", "SCONJ", "PROPN", "VERB", "ADV"],
        "heads": [1, 1, 4, 4, 1, 4],
        "deps": ["nsubj", "ROOT", "mark", "nsubj", "ccomp", "advmod"],
    }
    return Doc(Vocab(), **{**given, **changed})


def test_events_actors_of_the_clause_come_before_the_others():
    known = article(SAYS, [("Dan", "dan", "name"), ("Ana", "ana", "name")])
    (event,) = find_events(says(), known)
    assert (event.trigger, event.actor_ids) == ("vine", ("ana", "dan"))


def test_events_take_the_nearest_predicate_where_the_tree_has_none_above():
    known = article(SAYS, [("Dan", "dan", "name"), ("Ana", "ana", "name")])
    (event,) = find_events(says(heads=[3, 3, 4, 3, 3, 3]), known)
    assert event.trigger == "vine"


def test_events_subject_of_the_first_of_two_joined_verbs_is_in_the_clause():
    text = "Ana vine cu Dan și pleacă mâine"
    doc = Doc(
        Vocab(), words=text.split(), heads=[1, 1, 3, 1, 5, 1, 5],
        lemmas=["Ana", "veni", "cu", "Dan", "și", "pleca", "mâine"],
        pos=["PROPN", "VERB", "ADP", "PROPN", "CCONJ", "VERB", "ADV"],
        deps=["nsubj", "ROOT", "case", "obl", "cc", "conj", "advmod"],
    )  # fmt: skip
    known = article(text, [("Dan", "dan", "name"), ("Ana", "ana", "name")])
    assert [e.actor_ids for e in find_events(doc, known)] == [("ana", "dan")]


@pytest.mark.usefixtures("no_hang")
def test_events_end_on_an_endless_sentence():
    n = 5_000
    text = " ".join(["Ana", "mâine"] * n)
    doc = Doc(
        Vocab(), words=text.split(), pos=["PROPN", "ADV"] * n, heads=[0, *range(2 * n - 1)],
        deps=["ROOT", *["nsubj"] * (2 * n - 1)],
    )  # fmt: skip
    known = article("Ana", [("Ana", "ana", "name")])
    assert len(find_events(doc, known)) == n
