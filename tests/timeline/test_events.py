import datetime as dt

import pytest

from presslens.annotations import Annotations, Context, Mention, Source
from presslens.timeline import find_events


def article(text, mentions=(), published=dt.date(2025, 11, 26), language="ro"):
    found = Annotations(Context("a", language, published))
    for words, actor_id, link in mentions:
        start = text.index(words)
        found.mentions.append(
            Mention(start, start + len(words), words, "PERSON", actor_id, link, 1.0)
        )
    return found


def test_events_names_actors_trigger_and_direction():
    text = "Ana Pop va face săptămâna viitoare o vizită la Praga. Ion Dan a plecat."
    who = [("Ana Pop", "ana-pop", "name"), ("Praga", "cz", "place"), ("Ion Dan", "ion-dan", "name")]
    (event,) = find_events(text, article(text, who))
    assert event.timex.value == "2025-W49"
    assert (event.direction, event.actor_ids, event.trigger) == ("future", ("ana-pop",), "vizită")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Luna trecută au fost alegeri.", "past"),
        ("Acordul vine mâine.", "future"),
        ("Astăzi au loc negocieri.", "present"),
        ("Anul acesta va fi un summit.", "future"),
    ],
)
def test_events_direction_compares_with_the_anchor(text, direction):
    assert [e.direction for e in find_events(text, article(text))] == [direction]


def test_events_without_day_of_publication_go_by_tense():
    text = "În 2031 va avea loc scrutinul. În 2019 a avut loc scrutinul."
    found = find_events(text, article(text, published=None))
    assert [e.direction for e in found] == ["future", "past"]


def test_events_leave_out_the_credited_agency():
    text = "Ana Pop pleacă mâine, arată AFP."
    known = article(text, [("Ana Pop", "ana-pop", "name"), ("AFP", "afp", "name")])
    known.sources.append(Source("afp", "arată", 22, 31, 0, len(text)))
    (event,) = find_events(text, known)
    assert event.actor_ids == ("ana-pop",)


def test_events_without_a_happening_has_no_trigger():
    (event,) = find_events("Mâine e frig.", article("Mâine e frig."))
    assert event.trigger is None
