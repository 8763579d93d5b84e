import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from presslens.actors.component import matcher_for
from presslens.actors.linking import link
from presslens.actors.model import ActorId
from presslens.actors.unknown import find_unknown
from presslens.annotations import Context
from presslens.language.pipeline import annotate_text

VOCAB = Vocab()


def parsed(text):
    """A ``Doc`` as a model would give it: ``word/POS/lemma``, entities in ``[LABEL …]``."""
    words, tags, lemmas, spans = [], [], [], []
    label, begun = None, 0
    for piece in text.replace("]", " ]").split():
        if piece.startswith("["):
            label, begun = piece[1:], len(words)
        elif piece == "]":
            spans.append((begun, len(words), label))
            label = None
        else:
            word, _, rest = piece.partition("/")
            tag, _, lemma = rest.partition("/")
            proper = label is not None and word[0].isupper()
            plain = "PUNCT" if not word[0].isalnum() else "NOUN"
            words.append(word)
            tags.append(tag or ("PROPN" if proper else plain))
            lemmas.append(lemma or word.lower())
    spaces = [at + 1 < len(words) and words[at + 1] not in ".,)" for at in range(len(words))]
    spaces = [s and words[at] != "(" for at, s in enumerate(spaces)]
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=tags, lemmas=lemmas)
    doc.ents = [Span(doc, first, last, label=name) for first, last, name in spans]
    return doc


@pytest.fixture
def found():
    """``found(text, language="ro", known=())``: what is found, as text → name, in order."""

    def _found(text, language="ro", known=()):
        mentions = find_unknown(parsed(text), known, matcher_for(language))
        return [(m.text, m.found_as) for m in mentions]

    return _found


@pytest.fixture
def read_news(nlp_ro):
    """``read_news(text)``: the mentions of the whole pipeline in Romanian."""

    def _read(text):
        doc = nlp_ro.get_pipe("paragraphs")(nlp_ro.make_doc(text))
        for name, component in nlp_ro.pipeline:
            doc = component(doc)
            if name == "mentions":
                break
        return doc._.presslens.mentions

    return _read


class TestPersons:
    @pytest.mark.parametrize(
        "form", ["Rusescu", "lui/DET Rusescu", "Rusescului", "Rușescu", "RUSESCU"]
    )
    def test_forms_of_one_person_are_one_actor(self, found, form):
        text = f"[PERSON Ion Rusescu] a/AUX venit/VERB . Vecinii [PERSON {form}] e/AUX aici/ADV ."
        assert [name for _, name in found(text)] == ["Ion Rusescu"] * 2

    @pytest.mark.parametrize(
        "form",
        ["RUSESCU Ion", "ION RUSESCU", "Rusescu Ion", "I. Rusescu", "Ion Rusescu"],
    )
    def test_full_name_in_another_order_or_case_is_the_same(self, found, form):
        text = f"[PERSON Ion Rusescu] vine/VERB . Apoi/ADV [PERSON {form}] pleacă/VERB ."
        assert [name for _, name in found(text)] == ["Ion Rusescu"] * 2

    @pytest.mark.parametrize(
        ("genitive", "name"),
        [
            ("Mariei Zăbavă", "Maria Zăbavă"),
            ("Vioricăi Zăbavă", "Viorica Zăbavă"),
            ("Andrei Zăbavă", "Andrei Zăbavă"),
        ],
    )
    def test_genitive_of_a_given_name_is_undone(self, found, genitive, name):
        assert found(f"Vecinii [PERSON {genitive}] arde/VERB .") == [(genitive, name)]

    def test_genitive_of_a_given_name_that_no_list_has_is_undone_beside_its_nominative(self, found):
        text = "[PERSON Zurica Zăbavă] tace/VERB . Vecinii [PERSON Zuricei Zăbavă] arde/VERB ."
        assert {name for _, name in found(text)} <= {"Zurica Zăbavă"}
        assert len(found(text)) == 2

    def test_given_name_alone_is_the_person_named_in_full(self, found):
        text = "[PERSON Carolina Zăbavă] cântă/VERB . Fanii [PERSON Carolinei] plâng/VERB ."
        assert found(text)[1] == ("Carolinei", "Carolina Zăbavă")

    def test_surname_that_the_model_missed_is_found(self, found):
        text = "[PERSON Ion Rusescu] vine/VERB . Apoi/ADV Rusescu/PROPN pleacă/VERB ."
        assert found(text)[1] == ("Rusescu", "Ion Rusescu")

    def test_surname_with_a_wrong_tag_is_found_within_a_sentence(self, found):
        text = "[PERSON Ion Lupu] vine/VERB . Apoi/ADV Lupu/NOUN/lup pleacă/VERB ."
        assert found(text)[1:] == [("Lupu", "Ion Lupu")]

    def test_common_noun_that_begins_a_sentence_is_no_surname(self, found):
        text = "[PERSON Ion Lupu] vine/VERB . Lupul/NOUN/lup pleacă/VERB ."
        assert found(text) == [("Ion Lupu", "Ion Lupu")]

    def test_middle_name_and_misspelling_are_no_other_person(self, found):
        text = (
            "[PERSON Ion Rusescu] vine/VERB . [PERSON Ion Marcel Rusescu] tace/VERB . "
            "[PERSON Ion Rusesku] pleacă/VERB . [PERSON Ion Rusescu] râde/VERB ."
        )
        assert {name for _, name in found(text)} == {"Ion Rusescu"}

    def test_two_bearers_of_a_surname_stay_apart_and_the_surname_open(self, found):
        text = (
            "[PERSON Ion Rusescu] și/CCONJ [PERSON Ana Rusescu] vin/VERB . "
            "[PERSON Rusescu] a/AUX plecat/VERB ."
        )
        names = [name for _, name in found(text)]
        assert names == ["Ion Rusescu", "Ana Rusescu", None]

    def test_surname_within_the_name_of_somebody_else_is_not_the_persons(self, found):
        text = "[PERSON Ion Rusescu] vine/VERB . Apoi/ADV Zurli/PROPN Rusescu/PROPN pleacă/VERB ."
        assert found(text) == [("Ion Rusescu", "Ion Rusescu")]

    @pytest.mark.parametrize("title", ["Dr.", "doamna", "Domnul", "Premierul", "Senatorul"])
    def test_title_is_no_part_of_the_name(self, found, title):
        assert found(f"[PERSON {title} Ana Zăbavă] tace/VERB .") == [("Ana Zăbavă", "Ana Zăbavă")]

    def test_person_whom_the_model_took_for_the_end_of_an_organisation(self, found):
        text = "[ORGANIZATION Actrița/NOUN/actriță Ana Zăbavă] cântă/VERB ."
        assert found(text) == [("Ana Zăbavă", "Ana Zăbavă")]

    def test_gender_is_told_by_the_given_name(self):
        doc = parsed("[PERSON Ion Rusescu] și/CCONJ [PERSON Ana Zăbavă] tac/VERB .")
        genders = [m.gender for m in find_unknown(doc, (), matcher_for("ro"))]
        assert genders == ["m", "f"]


class TestEnglish:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            (
                "[PER John Zurlow] left/VERB . Then/ADV [PER Zurlow] 's/PART wife/NOUN came/VERB .",
                ["John Zurlow", "John Zurlow"],
            ),
            ("Senator/PROPN/senator [PER John Zurlow] left/VERB .", ["John Zurlow"]),
            ("[PER Prime/PROPN Minister/PROPN/minister Zurlow] left/VERB .", ["Zurlow"]),
            ("[PER Mr. Zurlow] left/VERB .", ["Zurlow"]),
            ("the/DET company/NOUN/company [PER Hello Zurli] left/VERB .", ["Hello Zurli"]),
            (
                "[ORG Zurli Wildlife Fund] ( [ORG ZWF] ) spoke/VERB .",
                ["Zurli Wildlife Fund", "Zurli Wildlife Fund"],
            ),
            ("[ORG Zurli Street] is/AUX closed/ADJ .", []),
            ("President/PROPN [ORG Zurlow] left/VERB .", ["Zurlow"]),
            ("Republicans/PROPN [PER John Zurlow] left/VERB .", ["John Zurlow"]),
            ("the/DET [ORG Senate] voted/VERB . The/DET [ORG Senate] left/VERB .", []),
        ],
    )
    def test_english_names_are_found_by_the_same_rules(self, found, text, names):
        assert [name for _, name in found(text, "en")] == names


class TestLoneWords:
    @pytest.mark.parametrize(
        "text",
        [
            "Vecinii lui/DET [PERSON Tudurache] arde/VERB .",
            "A/AUX vorbit/VERB domnul/NOUN/domn [PERSON Tudurache] .",
            "[PERSON antrenorul/NOUN/antrenor Tudurache] tace/VERB .",
        ],
    )
    def test_title_or_article_makes_a_lone_word_a_person(self, found, text):
        assert found(text) == [("Tudurache", "Tudurache")]

    @pytest.mark.parametrize(
        "text",
        [
            "Ieri [PERSON Zurlea] tace/VERB .",  # once, and nothing speaks for it
            "[PERSON Maria] tace/VERB . [PERSON Maria] pleacă/VERB .",  # any Maria
            "Stau/VERB în/ADP [PERSON Zurlea] . Plec/VERB din/ADP [PERSON Zurlea] .",
            "[PERSON oficialii] tac/VERB .",
            "[PERSON Premierul/PROPN/premier] tace/VERB . [PERSON Premierul/PROPN/premier] e/AUX .",
            "[PERSON Ianuarie] trece/VERB . [PERSON Ianuarie] vine/VERB .",
            "[PERSON Gemeni] râd/VERB . [PERSON Gemeni] plâng/VERB .",
        ],
    )
    def test_lone_word_that_may_be_anything_is_nobody(self, found, text):
        assert found(text) == []


class TestNoPersons:
    @pytest.mark.parametrize(
        "text",
        [
            "spitalul/NOUN/spital [PERSON Ion Rusescu] s-a deschis/VERB .",
            "strada/NOUN/stradă [PERSON Ion Rusescu] e/AUX închisă/ADJ .",
            "Locuiesc/VERB pe/ADP [PERSON Ion Rusescu] nr. 14 .",
            "Baza/NOUN/bază militară/ADJ de/ADP la/ADP [PERSON Ion Rusescu] e/AUX mare/ADJ .",
            "Trăiesc/VERB în/ADP [PERSON Turnu Roșu] .",
            "[PERSON Getty Images] a/AUX publicat/VERB .",
            "[PERSON Chornobyl and/CCONJ South] tac/VERB .",
            "[PERSON Andrei B.] a/AUX fost/AUX reținut/VERB .",
        ],
    )
    def test_streets_hospitals_places_and_labels_are_nobody(self, found, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "Compania/NOUN/companie [PERSON Hello Zurli] tace/VERB .",
            "[PERSON Brandl Industries] tace/VERB .",
            "[PERSON ISU Dolj] tace/VERB .",
        ],
    )
    def test_company_that_the_model_took_for_a_person_is_an_organisation(self, text):
        (mention,) = find_unknown(parsed(text), (), matcher_for("ro"))
        assert mention.label == "ORG"


class TestOrganisations:
    @pytest.mark.parametrize(
        ("form", "name"),
        [
            ("Asociației/NOUN Zurli/PROPN", "Asociația Zurli"),
            ("Clubului/NOUN Zurli/PROPN", "Clubul Zurli"),
            ("Băncii/NOUN Zurli/PROPN", "Banca Zurli"),
            ("Serviciilor/NOUN Zurli/PROPN", "Serviciile Zurli"),
            ("Autorității/NOUN Electorale/ADJ Zurli/PROPN", "Autoritatea Electorală Zurli"),
            ("Uniunii/NOUN Românești/ADJ Zurli/PROPN", "Uniunea Românească Zurli"),
            ("Ministerului/NOUN Energiei/NOUN Zurli/PROPN", "Ministerul Energiei Zurli"),
            ("ZRL-ului", "ZRL"),
        ],
    )
    def test_name_is_told_in_the_nominative(self, found, form, name):
        text = f"Vecinii [ORGANIZATION {form}] arde/VERB ."
        assert [n for _, n in found(text)] == [name]

    def test_acronym_in_brackets_is_another_name(self, found):
        text = (
            "[ORGANIZATION Agenția/NOUN Zonală/ADJ Lemnului/NOUN Zurli] ( [ORGANIZATION AZL] ) "
            "tace/VERB . Apoi/ADV AZL/PROPN vorbește/VERB ."
        )
        assert {name for _, name in found(text)} == {"Agenția Zonală Lemnului Zurli"}
        assert len(found(text)) == 3

    def test_acronym_of_something_else_in_brackets_is_not(self, found):
        text = "[ORGANIZATION Clubul/NOUN Zurli] ( [ORGANIZATION QWX] ) tace/VERB ."
        assert {name for _, name in found(text)} == {"Clubul Zurli", "QWX"}

    @pytest.mark.parametrize(
        "text",
        [
            "[ORGANIZATION Guvernul/NOUN pentru/ADP compensarea/NOUN facturilor] tace/VERB .",
            "[ORGANIZATION Consiliul/NOUN/consiliu Local/ADJ] tace/VERB .",
            "[ORGANIZATION Curtea/NOUN/curte de/ADP Apel/NOUN] tace/VERB .",
            "[ORGANIZATION Ministrul/NOUN/ministru Cercetării/NOUN] tace/VERB .",
            "[ORGANIZATION ministerul/NOUN Apărării/NOUN] tace/VERB .",
            "[ORGANIZATION Codul/NOUN/cod Fiscal/ADJ] tace/VERB .",
            "[ORGANIZATION Autostrada/NOUN/autostradă Zurli] tace/VERB .",
            "[ORGANIZATION G.M.] tace/VERB .",
            "zece/NUM [ORGANIZATION ZRA-uri] și/CCONJ un/DET [ORGANIZATION ZRA] tac/VERB .",
            "drenaj/NOUN acid/ADJ ( [ORGANIZATION DRA] ) și/CCONJ [ORGANIZATION DRA] .",
            "[ORGANIZATION Târgu Zurli] tace/VERB .",
        ],
    )
    def test_common_nouns_titles_roads_and_initials_are_no_organisation(self, found, text):
        assert found(text) == []

    def test_organisation_may_hold_a_place(self, nlp_ro):
        doc = parsed("[ORGANIZATION Universitatea/NOUN din/ADP Rusia] tace/VERB .")
        known = [m for m in link(doc, matcher_for("ro"), None) if m.actor_id == "rusia"]
        assert len(known) == 1
        (mention,) = find_unknown(doc, known, matcher_for("ro"))
        assert mention.text == "Universitatea din Rusia"


class TestKnownActors:
    def test_what_overlaps_a_known_actor_is_left_to_it(self):
        doc = parsed("[PERSON Klaus Iohannis] tace/VERB .")
        known = link(doc, matcher_for("ro"), None)
        assert [m.actor_id for m in known] == ["klaus-iohannis"]
        assert find_unknown(doc, known, matcher_for("ro")) == []

    def test_known_person_in_another_order_is_known(self):
        doc = parsed("[PERSON IOHANNIS Klaus] tace/VERB .")
        (mention,) = find_unknown(doc, (), matcher_for("ro"))
        assert (mention.actor_id, mention.found_as) == ("klaus-iohannis", None)

    def test_known_person_is_meant_by_the_given_name(self):
        doc = parsed("[PERSON Maia Sandu] vine/VERB . Fanii [PERSON Maiei] cântă/VERB .")
        known = link(doc, matcher_for("ro"), None)
        (mention,) = find_unknown(doc, known, matcher_for("ro"))
        assert (mention.text, mention.actor_id) == ("Maiei", "maia-sandu")


class TestIds:
    @pytest.mark.parametrize(
        "name", ["Ion Rusescu", "Ștefan Țîrdea-O'Neil", "Али Гасанов", "X" * 300]
    )
    def test_id_follows_from_the_name_and_has_the_form_of_one(self, name):
        from pydantic import TypeAdapter

        from presslens.actors.name_keys import found_id

        assert TypeAdapter(ActorId).validate_python(found_id(name)) == found_id(name)
        assert found_id(name).startswith("found-")

    def test_two_names_that_are_not_latin_have_two_ids(self):
        from presslens.actors.name_keys import found_id

        assert found_id("Али Гасанов") != found_id("Иван Петров")

    def test_no_id_of_the_registry_can_be_one(self, registry):
        assert not [a.id for a in registry if a.id.startswith("found-")]

    def test_id_does_not_depend_on_other_articles(self):
        text = "[PERSON Ion Rusescu] vine/VERB ."
        for before in ("", "[PERSON Ana Zăbavă] tace/VERB . "):
            mentions = find_unknown(parsed(before + text), (), matcher_for("ro"))
            assert mentions[-1].actor_id == "found-ion-rusescu"


class TestNews:
    def test_person_and_organisation_of_a_news_item_are_found(self, read_news):
        text = (
            "Primarul Gheorghe Bulboacă a declarat marți că proiectul continuă. "
            "Potrivit lui Bulboacă, lucrările vor fi gata în toamnă. "
            "Asociația Prietenii Pădurii a criticat decizia lui Gheorghe Bulboacă."
        )
        names = {m.text: m.found_as for m in read_news(text) if m.found_as}
        assert names["Gheorghe Bulboacă"] == names["Bulboacă"] == "Gheorghe Bulboacă"

    def test_every_mention_stands_where_it_says_and_none_twice(self, read_news):
        text = "Ana Zăbavă și Ion Rusescu au vizitat Banca Comercială Zurli din București."
        mentions = read_news(text)
        assert all(text[m.start : m.end] == m.text for m in mentions)
        assert len({(m.start, m.end) for m in mentions}) == len(mentions)

    def test_article_without_names_has_none(self, read_news):
        assert read_news("Mâine va ploua în toată țara.") == []


def many(before, ending="escu"):
    """Three thousand names that differ in three letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"Zu{a}{b}{c}{ending}" for a in letters for b in letters for c in letters[:5])
    return "".join(f"[PERSON {before}{name}] , " for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "[PERSON Ion Rusescu] , " * 3000,
        many("Ion "),
        many("I. "),
        many("Ion ") + many("I. "),
        many("", ending="") * 2,
        "[ORGANIZATION " + "Zurli " * 5000 + "] . ",
        "[PERSON " + "Ion " * 5000 + "] . ",
    ],
    ids=["one", "given name", "initials", "both", "lone words", "organisation", "person"],
)
def test_work_on_a_text_full_of_names_is_bounded(text, no_hang):
    find_unknown(parsed(text), (), matcher_for("ro"))


def test_given_name_in_brackets_before_the_surname_is_no_second_mention(nlp_ro):
    text = "Donald Trump a sosit luni. Vorbim cu președintele (Donald) Trump despre buget."
    found = [m.text for m in annotate_text(nlp_ro, text, Context("a", "ro")).mentions]
    assert [t for t in found if t != "președintele"] == ["Donald Trump", "Trump"]
