import pytest

from presslens.speech import find_quotes


@pytest.fixture
def speakers(read_text):
    def found(text, language="ro"):
        quotes = find_quotes(*read_text(text, language))
        return [q.speaker.actor_id if q.speaker else None for q in quotes]

    return found


@pytest.mark.parametrize(
    "text",
    [
        "Premierul Ion Dan a venit. „Vom construi podul”, a spus premierul.",
        "Premierul Ion Dan a venit. Premierul a adăugat că podul va fi gata.",
        "Acordul premierului Ion Dan e bun. „Vom construi podul”, a spus șeful guvernului.",
        "Ministrul Culturii, Ion Dan, a venit. „Vom construi”, a precizat ministrul pe rețele.",
    ],
)
def test_bare_title_is_whoever_bore_it_last(speakers, text):
    assert speakers(text) == ["ion-dan"]


def test_bare_title_in_english_needs_its_article(speakers):
    text = "President Ion Dan came. “We will build it,” the president said."
    assert speakers(text, "en") == ["ion-dan"]


@pytest.mark.parametrize(
    "text",
    [
        "Ion Dan a venit. „Vom construi podul”, a spus premierul.",
        "Premierul Ion Dan a venit. „Vom construi podul”, a spus senatorul.",
        "Ministrul Ion Dan a venit. Ministrul Radu Nou tace. „Vom construi”, a spus ministrul.",
        "Premierul Ion Dan a venit. „Vom construi”, a spus premierul ungar.",
    ],
)
def test_bare_title_of_nobody_or_of_a_stranger_has_no_speaker(speakers, text):
    assert speakers(text) == [None]


def test_bare_title_before_its_own_name_is_not_looked_up(speakers):
    text = "Premierul Ion Dan a venit. „Vom construi podul”, a spus premierul, Ana Pop."
    assert speakers(text) == ["ana-pop"]
