import pytest

POWER = [
    "Moscova continuă să atace.",
    "Ieri, Moscova a respins planul.",
    "Eforturile Moscovei au eșuat.",
    "Negocieri între Moscova și Minsk.",
    "Oficialii de la Moscova tac.",
    "Un oficial de rang înalt de la Moscova tace.",
    "Regimul de la Moscova tace.",
    "Un acord cu Moscova e departe.",
    "Moscova și Minsk au tăcut.",
    "Planul pe care Moscova l-a respins.",
]
PLACE = [
    "O vizită la Moscova.",
    "A plecat din Moscova.",
    "Un cartier din Moscova arde.",
    "Spre Moscova merg trenuri.",
    "Aeroportul Moscova e închis.",
    "Oficialii au plecat ieri la Moscova.",
    "Un sat aproape de Moscova.",
    "Vrea să viziteze Moscova.",
    "Spitalul Sector 6 Moscova.",
    "Liderii s-au întors, iar trenul din Moscova întârzie.",
]
OPEN = ["Despre Moscova, nimic.", "Moscova, oraș mare."]


@pytest.mark.parametrize("text", POWER)
def test_capital_that_acts_is_the_power(read, text):
    mention = next(m for m in read(text) if m.text.startswith("Moscov"))
    assert (mention.actor_id, mention.link, mention.label) == ("rusia", "metonym", "GPE")


@pytest.mark.parametrize("text", PLACE)
def test_capital_where_one_goes_is_a_place(read, text):
    (mention,) = read(text)
    assert (mention.actor_id, mention.link, mention.label) == (None, "place", "LOC")


@pytest.mark.parametrize("text", OPEN)
def test_capital_that_nothing_decides_stays_open_with_a_low_score(read, text):
    (mention,) = read(text)
    assert (mention.actor_id, mention.link) == (None, "metonym")
    assert mention.link_score <= 0.5


@pytest.mark.parametrize("text", ["Kremlinul tace.", "Zvonuri la Kremlin.", "Zidul Kremlinului."])
def test_building_always_stands_for_the_power(read, text):
    (mention,) = read(text)
    assert (mention.actor_id, mention.link) == ("rusia", "metonym")


@pytest.mark.parametrize(
    ("text", "actor_id", "link"),
    [
        ("Moscow has rejected the plan.", "rusia", "metonym"),
        ("Moscow's offer stands.", "rusia", "metonym"),
        ("A visit to Moscow.", None, "place"),
        ("She was elected mayor of Moscow.", None, "place"),
        ("MOSCOW (XYZ) — It rains.", None, "place"),
        ("Professor Doe of Moscow was silent.", None, "place"),
        ("Officials in Moscow were silent.", None, "place"),
        ("The White House was silent.", "statele-unite", "metonym"),
    ],
)
def test_english_capitals(read, text, actor_id, link):
    (mention,) = read(text, "en")
    assert (mention.actor_id, mention.link) == (actor_id, link)


@pytest.mark.parametrize(
    "text", ["A cântat Sofia Rotaru la serbare.", "Accident pe Centura București."]
)
def test_capital_inside_another_name_is_not_the_power(read, text):
    assert [m.actor_id for m in read(text) if m.actor_id in ("bulgaria", "romania")] == []


def test_capital_with_the_article_is_the_power_even_as_an_object(read):
    (mention,) = read("Pasul a determinat Beijingul să tacă.")
    assert (mention.actor_id, mention.link) == ("china", "metonym")
