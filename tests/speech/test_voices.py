import pytest

from presslens.annotations import Annotations, Context, Mention, Quote, Source
from presslens.speech.voices import voice_at

PERSON = Mention(0, 3, "Ana", "PERSON", "ana-pop", "name", 1.0)
MEDIUM = Mention(0, 3, "AFP", "MEDIA", "afp", "name", 1.0)


def article(*, quotes=(), sources=()):
    return Annotations(Context("a", "ro"), quotes=list(quotes), sources=list(sources))


def quote(speaker):
    return Quote(10, 20, "direct", None, None, None, speaker, 1.0)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (PERSON, ("speaker", "ana-pop")),
        (MEDIUM, ("wire", "afp")),
        (None, ("speaker", None)),
    ],
)
def test_in_a_quote_it_is_the_speaker(speaker, expected):
    known = article(quotes=[quote(speaker)])
    assert voice_at(known, 10) == expected
    assert voice_at(known, 19) == expected
    assert voice_at(known, 20) == ("outlet", None)


def test_a_credited_sentence_is_the_wires_but_for_the_quotes_in_it():
    known = article(
        quotes=[quote(PERSON)], sources=[Source("afp", "potrivit", 40, 43, 0, 50, "AFP")]
    )
    assert voice_at(known, 5) == ("wire", "afp")
    assert voice_at(known, 15) == ("speaker", "ana-pop")
    assert voice_at(known, 50) == ("outlet", None)


def test_the_nearest_credit_counts():
    known = article(
        sources=[
            Source("afp", "Sursa", 90, 93, 0, 100, "AFP"),
            Source("reuters", "potrivit", 40, 47, 30, 50, "Reuters"),
        ]
    )
    assert voice_at(known, 35) == ("wire", "reuters")
    assert voice_at(known, 60) == ("wire", "afp")


def test_a_source_without_a_name_is_a_wire_without_an_id():
    known = article(sources=[Source(None, "potrivit", 40, 50, 0, 60, "unor surse")])
    assert voice_at(known, 5) == ("wire", None)
