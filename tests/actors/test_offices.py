import datetime as dt

import pytest

from presslens.actors.component import matcher_for
from presslens.actors.linking import link


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def holder(read):
    """The one office mention of a text, as (text, actor_id, score)."""

    def _holder(text, when, language="ro"):
        (mention,) = [m for m in read(text, language, when) if m.link == "office"]
        assert mention.label == "PERSON"
        return mention.text, mention.actor_id

    return _holder


CHANGES = [
    ("premierul britanic", "2024-07-04", "rishi-sunak"),
    ("premierul britanic", "2024-07-06", "keir-starmer"),
    ("președintele României", "2024-06-01", "klaus-iohannis"),
    ("președintele României", "2025-05-25", "ilie-bolojan"),
    ("președintele României", "2025-05-27", "nicusor-dan"),
    ("președintele american", "2024-10-01", "joe-biden"),
    ("președintele american", "2025-10-01", "donald-trump"),
    ("preşedintele Statelor Unite", "2024-10-01", "joe-biden"),
    ("presedintele american", "2025-10-01", "donald-trump"),
    ("cancelarul german", "2025-03-01", "olaf-scholz"),
    ("cancelarul german", "2025-10-01", "friedrich-merz"),
    ("liderul german", "2025-10-01", "friedrich-merz"),
    ("secretarul general al NATO", "2023-10-01", "jens-stoltenberg"),
    ("secretarul general al NATO", "2025-10-01", "mark-rutte"),
    ("ministrul rus de externe", "2025-03-01", "serghei-lavrov"),
    ("ministrul de externe al Rusiei", "2025-03-01", "serghei-lavrov"),
    ("şeful statului american", "2025-11-26", "donald-trump"),
    ("liderul de la Kiev", "2025-11-26", "volodimir-zelenski"),
    ("președintele ucrainean", "2023-01-01", "volodimir-zelenski"),
    ("șeful Pentagonului", "2025-03-01", "pete-hegseth"),
]


@pytest.mark.parametrize(("office", "when", "actor_id"), CHANGES)
def test_office_is_its_holder_on_the_day_of_the_article(holder, office, when, actor_id):
    assert holder(f"Ieri, {office} a tăcut.", day(when)) == (office, actor_id)


@pytest.mark.parametrize(
    ("office", "when"),
    [("premierul britanic", "2024-07-05"), ("președintele României", "2025-05-26")],
)
def test_on_the_day_of_the_change_both_stay_open(read, office, when):
    mention = next(m for m in read(f"Ieri, {office} a tăcut.", day=day(when)) if m.text == office)
    assert mention.actor_id is None
    assert mention.link_score < 0.5


def test_without_a_date_several_holders_stay_open(holder):
    assert holder("Președintele american a tăcut.", None) == ("Președintele american", None)


def test_without_a_date_the_only_holder_there_ever_was_is_linked(holder):
    assert holder("Liderul de la Kiev a tăcut.", None)[1] in ("volodimir-zelenski", None)


def test_name_after_a_comma_resolves_the_office(holder):
    text = "Președintele american, Joe Biden, a tăcut."
    assert holder(text, None) == ("Președintele american", "joe-biden")


def test_name_of_somebody_else_after_a_comma_does_not(holder):
    text = "Președintele american, Vladimir Putin și alții au tăcut."
    assert holder(text, None) == ("Președintele american", None)


@pytest.mark.parametrize(
    "text",
    [
        "Președintele Vladimir Putin a tăcut.",
        "Președintele rus Vladimir Putin a tăcut.",
        "Preşedintele Putin a tăcut.",
    ],
)
def test_title_right_before_the_holder_s_name_is_not_counted_twice(read, text):
    people = [m for m in read(text) if m.label == "PERSON"]
    assert [m.actor_id for m in people] == ["vladimir-putin"]
    assert people[0].link in ("name", "alias")


def test_role_that_is_no_title_is_a_mention_beside_the_name(read):
    text = "Trimisul special american, Steve Witkoff, a tăcut."
    people = [(m.text, m.actor_id, m.link) for m in read(text) if m.label == "PERSON"]
    assert people == [
        ("Trimisul special american", "steve-witkoff", "office"),
        ("Steve Witkoff", "steve-witkoff", "name"),
    ]


def test_state_inside_an_office_is_a_mention_too(linked):
    assert ("României", "romania") in linked("Ieri, președintele României a tăcut.")


def test_capital_inside_an_office_is_not(linked):
    assert linked("Ieri, liderul de la Kiev a tăcut.") == [
        ("liderul de la Kiev", "volodimir-zelenski")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Președintele a tăcut.",
        "Premierul a tăcut.",
        "Președintele Atlantidei a tăcut.",
        "Președintele asociației de părinți a tăcut.",
    ],
)
def test_office_without_a_known_owner_is_no_mention(linked, text):
    assert linked(text) == []


@pytest.mark.parametrize(
    ("text", "office", "actor_id"),
    [
        ("The U.S. president was silent.", "U.S. president", "donald-trump"),
        ("The Ukrainian president was silent.", "Ukrainian president", "volodimir-zelenski"),
        ("Ukraine's president was silent.", "Ukraine's president", "volodimir-zelenski"),
        ("Ukraine’s president was silent.", "Ukraine’s president", "volodimir-zelenski"),
        ("The president of France was silent.", "president of France", "emmanuel-macron"),
        ("The British prime minister was silent.", "British prime minister", "keir-starmer"),
        ("NATO secretary general was silent.", "NATO secretary general", "mark-rutte"),
    ],
)
def test_english_offices(holder, text, office, actor_id):
    assert holder(text, day("2025-11-26"), "en") == (office, actor_id)


@pytest.mark.parametrize(
    "text",
    [
        "Fostul președinte american a tăcut.",
        "Ex-premierul britanic a tăcut.",
        "The former U.S. president was silent.",
    ],
)
def test_former_holder_is_not_the_one_of_today(read, text):
    language = "en" if text.startswith("The") else "ro"
    assert [m.text for m in read(text, language) if m.link == "office" and m.actor_id] == []


def test_name_of_a_stranger_right_after_the_office_leaves_it_open(read):
    mentions = read("Premierul britanic Ioan Inventat a tăcut.")
    assert "keir-starmer" not in [m.actor_id for m in mentions]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Candidează la funcția de președinte al României.", "ro"),
        ("Orice președinte american ar fi tăcut.", "ro"),
        ("Președintele României de atunci a tăcut.", "ro"),
        ("Președintele SUA, Gheorghe Necunoscut, a tăcut.", "ro"),
        ("Președintele SUA, Traian Băsescu, a tăcut.", "ro"),
        ("Every American president was silent.", "en"),
    ],
)
def test_office_itself_or_of_another_is_not_today_s_holder(read, text, language):
    day = dt.date(2025, 11, 26)
    assert [m for m in read(text, language, day) if m.link == "office"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Președintele SUA, Donald J. Trump, a tăcut.",
        "Președintele SUA, Gheorghe Necunoscut și alții au tăcut.",
        "Președintele SUA, Secretarul General al ONU și alții au tăcut.",
    ],
)
def test_office_keeps_its_holder_before_the_holder_s_name_or_a_list(read, text):
    offices = [m for m in read(text, "ro", dt.date(2025, 11, 26)) if m.link == "office"]
    assert offices[0].actor_id == "donald-trump"


AUTUMN = dt.date(2025, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden, fost președinte al SUA, a tăcut.",
        "A fost ales președinte al României.",
        "Ministrul adjunct de externe al Rusiei a tăcut.",
        "Președintele ales al SUA a tăcut.",
        "Joe Biden, președintele SUA, a tăcut.",
        "Un premier britanic a tăcut.",
    ],
)
def test_office_of_somebody_else_than_today_s_holder_is_no_mention(read, text):
    assert [m.text for m in read(text, day=AUTUMN) if m.link == "office"] == []


@pytest.mark.parametrize(
    ("text", "office", "actor_id"),
    [
        ("Liderul politic al Rusiei a tăcut.", "Liderul politic al Rusiei", "vladimir-putin"),
        ("I s-a cerut premierului britanic.", "premierului britanic", "keir-starmer"),
        ("Prim-ministrul britanic a tăcut.", "Prim-ministrul britanic", "keir-starmer"),
        ("I-a scris cancelarului german.", "cancelarului german", "friedrich-merz"),
        ("Secretarului general al NATO i s-a cerut.", "Secretarului general al NATO", "mark-rutte"),
    ],
)
def test_office_is_found_in_each_of_its_forms(holder, text, office, actor_id):
    assert holder(text, AUTUMN) == (office, actor_id)


def test_adjective_of_the_noun_may_stand_before_the_owner(tagged, link_doc):
    noun = (
        "Liderul/NOUN/nsubj/5//lider politic/ADJ/amod/{} al/DET/det/4 Rusiei/PROPN/nmod/1 tace/VERB"
    )
    assert link_doc(tagged(noun.format(1))) == ["vladimir-putin", "rusia"]
    assert link_doc(tagged(noun.format(5))) == ["rusia"]


def test_several_people_hold_no_office_alone(tagged, link_doc):
    doc = tagged("Liderii/NOUN/nsubj/3//lider Rusiei/PROPN/nmod/1 tac/VERB/ROOT/3")
    assert link_doc(doc) == ["vladimir-putin", "rusia"]
    doc[0].set_morph("Number=Plur")
    assert link_doc(doc) == ["rusia"]


def test_apposition_behind_the_holder_s_name_is_the_holder(tagged, parse):
    text = "Keir Starmer, premierul britanic, a tăcut."
    mentions = link(parse(text), matcher_for("ro"), dt.date(2024, 7, 5))
    assert [m.actor_id for m in mentions if m.link == "office"] == ["keir-starmer"]


def test_office_between_two_names_is_that_of_the_second(linked):
    text = "Au venit Emmanuel Macron, cancelarul german, Friedrich Merz, și alții."
    offices = [i for t, i in linked(text) if t == "cancelarul german"]
    assert offices == ["friedrich-merz"]


@pytest.mark.parametrize(
    ("subject", "actor_id"), [("Rishi Sunak", "rishi-sunak"), ("Keir Starmer", "keir-starmer")]
)
def test_holder_is_the_one_of_whom_the_sentence_says_it(tagged, subject, actor_id):
    given, surname = subject.split()
    doc = tagged(
        f"{given}/PROPN/nsubj/5 {surname}/PROPN/flat/1 este/AUX/cop/5 noul/ADJ/amod/5 "
        "premier/NOUN/ROOT/5 britanic/ADJ/amod/5"
    )
    doc[3].set_morph("Definite=Def")
    doc[4].set_morph("Definite=Ind")
    change, before = dt.date(2024, 7, 5), dt.date(2022, 11, 1)
    found = [m.actor_id for m in link(doc, matcher_for("ro"), change) if m.link == "office"]
    assert found == [actor_id]
    found = [m.actor_id for m in link(doc, matcher_for("ro"), before) if m.link == "office"]
    assert found == (["rishi-sunak"] if given == "Rishi" else [])
