import pytest

from presslens.actors.component import matcher_for
from presslens.actors.linking import link as find

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


@pytest.mark.parametrize(
    ("words", "actor_id", "link"),
    [
        ("Moscova/PROPN/nsubj/2 cere/VERB/ROOT/2", "rusia", "metonym"),
        ("Azi/ADV Moscova/PROPN/nsubj:pass/4 este/AUX acuzată/VERB////acuza", "rusia", "metonym"),
        ("Azi/ADV Moscova/PROPN/nsubj:pass/4 e/AUX bombardată/VERB////bombarda", None, "place"),
        ("cerut/VERB de/ADP/case/3 Moscova/PROPN/obl:agent/1", "rusia", "metonym"),
        ("cerut/VERB de/ADP/case/3 Rusia/PROPN/obl:agent/1 și/CCONJ Moscova/PROPN/conj/3",
         "rusia", "metonym"),
        ("planul/NOUN Moscovei/PROPN/nmod/1", "rusia", "metonym"),
        ("apropierea/NOUN/x/1//apropiere Moscovei/PROPN/nmod/1", None, "place"),
        ("capitala/NOUN/x/1//capitală Moscova/PROPN/nmod/1", None, "place"),
        ("vizitat/VERB/x/1//vizita Moscova/PROPN/obj/1", None, "place"),
        ("acuzat/VERB/x/1//acuza Moscova/PROPN/obj/1", "rusia", "metonym"),
        ("oficialii/NOUN/x/1//oficial de/ADP la/ADP Moscova/PROPN/nmod/1", "rusia", "metonym"),
        ("trenul/NOUN/x/1//tren de/ADP la/ADP Moscova/PROPN/nmod/1", None, "place"),
        ("km/NOUN/obl/1//km de/ADP Moscova/PROPN/nmod/1", None, "place"),
        ("în/ADP/case/3 frumoasa/ADJ/amod/3 Moscova/PROPN/obl/4 plouă/VERB", None, "place"),
        ("Dinamo/PROPN///B-ORG Moscova/PROPN/flat/1/I-ORG tace/VERB", None, "place"),
        ("reacția/NOUN Moscova/PROPN/nmod/1 -/PUNCT ului/PART", "rusia", "metonym"),
        ("la/ADP/case/2 fel/ADV și/CCONJ Moscova/PROPN/conj/2", None, "metonym"),
        ("vizită/NOUN la/ADP/case/3 Moscova/PROPN/nmod/1 City/PROPN/flat/3", None, "place"),
        ("păcate/NOUN ,/PUNCT Moscova/PROPN/nmod/1 nu/PART tace/VERB", "rusia", "metonym"),
    ],
)  # fmt: skip
def test_role_of_the_name_decides(tagged, words, actor_id, link):
    mentions = find(tagged(words), matcher_for("ro"), None)
    mention = next(m for m in mentions if m.text.startswith("Moscov"))
    assert (mention.actor_id, mention.link) == (actor_id, link)


def test_words_behind_a_capital_may_make_it_another_name(tagged):
    doc = tagged("Moscova/PROPN/nsubj/3 Film/PROPN/flat/1 începe/VERB/ROOT/3")
    assert find(doc, matcher_for("ro"), None) == []
