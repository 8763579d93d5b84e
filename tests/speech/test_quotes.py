from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.annotations import Annotations, Context, Mention
from presslens.errors import ParameterError
from presslens.speech import find_quotes
from presslens.speech.lexicon import Frame, load_lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Vom pleca mâine”, a spus Ana Pop.", ("„Vom pleca mâine”", "a spus", "ana-pop")),
        ("«Vom pleca mâine», a spus Ana Pop.", ("«Vom pleca mâine»", "a spus", "ana-pop")),
        ('"Vom pleca mâine", Ana Pop a spus.', ('"Vom pleca mâine"', "a spus", "ana-pop")),
        ("Ana Pop a declarat: „Vom pleca mâine”.", ("„Vom pleca mâine”", "a declarat", "ana-pop")),
        ("„Vom pleca mâine”, a mai precizat, luni, Ana Pop.",
         ("„Vom pleca mâine”", "a mai precizat", "ana-pop")),
        ("„Vom pleca mâine”, a spus Ana Pop, consiliera lui Ion Dan.",
         ("„Vom pleca mâine”", "a spus", "ana-pop")),
        ("„Vom pleca mâine”, a spus consiliera lui Ion Dan, Ana Pop.",
         ("„Vom pleca mâine”", "a spus", "ana-pop")),
        ("„Vom pleca mâine”, a spus consiliera lui Ion Dan.",
         ("„Vom pleca mâine”", "a spus", None)),
        ("„Vom pleca mâine”, a spus șefa statului.", ("„Vom pleca mâine”", "a spus", "ana-pop")),
        ("„Vom pleca mâine”, a spus Radu Nou, după ce a vorbit cu Ana Pop.",
         ("„Vom pleca mâine”", "a spus", None)),
        ("„Vom pleca mâine”, a spus un martor, pentru agenția de presă AFP.",
         ("„Vom pleca mâine”", "a spus", None)),
        ("„Vom pleca mâine”, a anunțat, duminică, Sudania.",
         ("„Vom pleca mâine”", "a anunțat", "sudania")),
        ("„Nu”, s-a plâns Ana Pop.", ("„Nu”", "s-a plâns", "ana-pop")),
        ("„Vom pleca mâine cu toții.”\nCetatea a rămas goală.",
         ("„Vom pleca mâine cu toții.”", None, None)),
    ],
)  # fmt: skip
def test_quotes_direct(quotes, text, expected):
    assert quotes(text) == [("direct", *expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Pop a declarat că acordul e gata.",
         ("indirect", "acordul e gata", "a declarat", "ana-pop")),
        ("Ana Pop (45 de ani) a declarat, miercuri, că acordul e gata, arată AFP.",
         ("indirect", "acordul e gata", "a declarat", "ana-pop")),
        ("Ana Pop a declarat că „principiile” acordului sunt „foarte bune”.",
         ("mixed", "„principiile” acordului sunt „foarte bune”", "a declarat", "ana-pop")),
        ("Sudania acuză că acordul a fost încălcat.",
         ("indirect", "acordul a fost încălcat", "acuză", "sudania")),
        ("Consilierul lui Ion Dan a declarat că acordul e gata.",
         ("indirect", "acordul e gata", "a declarat", None)),
        ("Liderul Sudaniei a declarat că acordul e gata.",
         ("indirect", "acordul e gata", "a declarat", None)),
        ("Potrivit presei, dar și potrivit lui Ion Dan, care a citit acordul, textul e gata.",
         ("indirect", "textul e gata", "potrivit", "ion-dan")),
        ("Potrivit lui Ion Dan, care a citit acordul, textul e gata.",
         ("indirect", "textul e gata", "Potrivit", "ion-dan")),
        ("Acordul e gata, conform Partidul Verde.",
         ("indirect", "Acordul e gata", "conform", "partidul-verde")),
        ("Acordul va fi semnat la iarnă, a anunțat Ana Pop.",
         ("indirect", "Acordul va fi semnat la iarnă", "a anunțat", "ana-pop")),
        ("ANA POP a declarat ca acordul e gata.",
         ("indirect", "acordul e gata", "a declarat", None)),
    ],
)  # fmt: skip
def test_quotes_indirect_and_mixed(quotes, text, expected):
    assert quotes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Filmul „Ultimul drum” a fost lansat.",
        "Așa-numita „pace” nu a durat.",
        "Ana Pop a fost la „Casa Mare a Artelor” din oraș.",
        "Ana Pop nu a declarat că acordul e gata.",
        "Ana Pop refuză a spune că acordul e gata.",
        "Se spune că acordul e gata.",
        "Ana Pop a continuat pentru că acordul e gata.",
        "Conform legii, acordul e gata.",
    ],
)
def test_quotes_leave_out_what_nobody_says(quotes, text):
    assert quotes(text) == []


def test_quotes_scare_quotes_right_after_a_cue_are_mixed(quotes):
    assert quotes("Ana Pop a spus „nu” acordului.") == [("mixed", "„nu”", "a spus", "ana-pop")]


@pytest.mark.parametrize("subject", ["El", "Ea", "Acesta", "De asemenea,"])
def test_quotes_pronoun_or_no_subject_is_the_last_speaker(read_text, subject):
    text = f"Ana Pop a declarat că e gata. {subject} a mai spus că va pleca."
    first, second = find_quotes(*read_text(text))
    assert second.speaker is not None
    assert second.speaker.actor_id == "ana-pop"
    assert second.confidence < first.confidence


def test_quotes_continue_after_their_cue(quotes):
    text = "„Vom pleca mâine”, a spus Ana Pop. „Nu ne vom întoarce curând.”"
    assert [q[3] for q in quotes(text)] == ["ana-pop", "ana-pop"]


def test_quotes_split_between_two_speakers_of_one_sentence(quotes):
    text = "Ana Pop a declarat că e gata, iar Ion Dan a susținut că nu e."
    assert [(q[1], q[3]) for q in quotes(text)] == [("e gata", "ana-pop"), ("nu e", "ion-dan")]


def test_quotes_unclosed_mark_costs_one_quote(quotes):
    text = "Un „semn uitat.\n\n„Vom pleca mâine”, a spus Ana Pop."
    assert quotes(text) == [("direct", "„Vom pleca mâine”", "a spus", "ana-pop")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We leave tomorrow,” said Ana Pop.",
         ("direct", "“We leave tomorrow,”", "said", "ana-pop")),
        ("“We leave tomorrow,” Ana Pop said.",
         ("direct", "“We leave tomorrow,”", "said", "ana-pop")),
        ("Ana Pop said that the deal is done.",
         ("indirect", "the deal is done", "said", "ana-pop")),
        ("Ana Pop said the deal was “too weak” for them.",
         ("mixed", "the deal was “too weak” for them", "said", "ana-pop")),
        ("Ana Pop's lawyer said that the deal is done.",
         ("indirect", "the deal is done", "said", None)),
        ("According to Ana Pop, the deal is done.",
         ("indirect", "the deal is done", "According to", "ana-pop")),
    ],
)  # fmt: skip
def test_quotes_english(quotes, text, expected):
    assert quotes(text, "en") == [expected]


def test_quotes_refuse_unknown_language():
    with pytest.raises(ParameterError, match="ro, en"):
        find_quotes(Doc(Vocab(), words=["Er", "sagt"]), Annotations(Context("a", "de")))


@pytest.mark.parametrize(("language", "least"), [("ro", 120), ("en", 150)])
def test_cues_are_as_many_as_promised(language, least):
    words = load_lexicon(language)
    verbs = [*words.verbs.values(), *(w for row in words.phrases.values() for w in row.values())]
    prepositions = [word for row in words.prepositions.values() for _, word in row]
    listed = [word.lemma for word in (*verbs, *prepositions)]
    assert len(set(listed)) >= least
    assert {word.implies for word in verbs} == {"neutral", "fact", "doubt", "emphasis", "denial"}
    assert all(word.frames <= set(get_args(Frame)) for word in verbs)


@pytest.mark.parametrize(
    "piece", ["„a ", '"a ', "a declarat că ", "Ana Pop, care ", "„a” a spus ", ", a spus", "«a „b "]
)
@pytest.mark.usefixtures("no_hang")
def test_quotes_end_on_ten_thousand_marks(read_text, piece):
    text = piece * 10_000
    found = find_quotes(*read_text(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)


WORDS = (
    *'„”“"«»,.:',
    *("Ana", "Pop", "Ion", "a", "declarat", "că", "să", "spus", "el", "iar", "potrivit", "lui"),
    *("care", "nu", "scrie", "AFP", "said", "that", "according", "to", "45"),
)
POS = ("NOUN", "PROPN", "VERB", "AUX", "PRON", "ADP", "SCONJ", "PUNCT", "DET", "X")
DEPS = ("nsubj", "ccomp", "mark", "conj", "appos", "flat", "case", "obl:agent", "acl", "dep")


@st.composite
def parsed(draw):
    """A document with any tags and arcs."""
    words = draw(st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=4), max_size=40))
    n = len(words)
    column = lambda values: draw(st.lists(st.sampled_from(values), min_size=n, max_size=n))  # noqa: E731
    heads = draw(st.lists(st.integers(0, max(0, n - 1)), min_size=n, max_size=n))
    heads = [min(head, i) for i, head in enumerate(heads)]  # a tree has no circles
    return Doc(Vocab(), words=words, pos=column(POS), deps=column(DEPS), heads=heads, lemmas=words)


@settings(max_examples=150, deadline=None)
@given(parsed(), st.sampled_from(["ro", "en"]))
def test_quotes_any_text_and_tree_give_places_apart_and_inside(doc, language):
    text = doc.text
    known = Annotations(Context("a", language))
    for name in ("Ana", "AFP"):
        at = text.find(name)
        if at >= 0:
            known.mentions.append(Mention(at, at + len(name), name, "PERSON", "x", "name", 1.0))
    last = 0
    for quote in find_quotes(doc, known):
        assert last <= quote.start < quote.end <= len(text)
        assert 0 <= quote.confidence <= 1
        last = quote.end


@pytest.mark.parametrize(
    "text",
    [
        "Ion Dan a declarat că podul e gata. „E greu”, a spus Radu Nou. El a adăugat că plouă.",
        "Sudania a anunțat că pleacă. „E greu de tot”, a spus Radu Nou. „Foarte greu de trăit.”",
    ],
)
def test_stranger_s_quote_is_not_continued_by_the_speaker_before(read_text, text):
    first, *others = find_quotes(*read_text(text))
    assert first.speaker is not None
    assert [q.speaker for q in others] == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Nor a declarat că podul e gata. Ea a adăugat că plouă.", "maria-nor"),
        ("Maria Nor a declarat că podul e gata. El a adăugat că plouă.", None),
        ("Sudania a declarat că podul e gata. El a adăugat că plouă.", None),
        ("Ion Dan a declarat că podul e gata. Ei au adăugat că plouă.", None),
    ],
)
def test_pronoun_agrees_with_its_speaker(read_text, text, expected):
    _, quote = find_quotes(*read_text(text))
    assert (quote.speaker and quote.speaker.actor_id) == expected


def test_pronoun_that_opens_the_english_clause_is_not_the_speaker(read_text):
    text = "Ion Dan said that it rains. Officials of the valley have said they found no bridge."
    _, quote = find_quotes(*read_text(text, "en"))
    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Sudania demands land in the valley that its army has failed to take.",
        "“We were careless,” she told the Gazette.",
        "Well, I think the bridge will stand.",
    ],
)
def test_english_relative_clauses_listeners_and_the_writer_are_no_reported_speech(read_text, text):
    found = find_quotes(*read_text(text, "en"))
    assert [q for q in found if q.kind == "indirect"] == []


def test_english_clause_may_stand_behind_a_day_or_a_listener(read_text):
    text = "Ion Dan said on Monday that it rains. Ana Pop told the jury that it snows."
    found = find_quotes(*read_text(text, "en"))
    assert [text[q.start : q.end] for q in found] == ["it rains", "it snows"]


@pytest.mark.parametrize(
    "text",
    [
        "Cred că podul va sta în picioare.",
        "Articolul continuă după reclamă „Podul cel nou al orașului a fost deschis ieri.”",
    ],
)
def test_romanian_nouns_and_the_writer_s_own_view_are_no_cues(read_text, text):
    text = f"A plouat. {text}"
    assert [q.cue for q in find_quotes(*read_text(text)) if q.cue] == []


@pytest.mark.parametrize(
    "whom", ["pe premierul Ana Pop", "premierului Ana Pop", "pe șefa statului, Ana Pop"]
)
def test_person_behind_an_oblique_title_is_not_the_subject(read_text, whom):
    text = f"Ion Dan a părut să se adreseze {whom}, afirmând că podul e gata."
    (quote,) = find_quotes(*read_text(text))
    assert quote.speaker is None or quote.speaker.actor_id == "ion-dan"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ion Dan a acuzat Partidul Verde că a mințit.", "ro", "ion-dan"),
        ("Niște oameni au acuzat Partidul Verde că a mințit.", "ro", None),
        ("Sudania a ratat ținta, iar experții spun că plouă.", "ro", None),
        ("Sudania a venit, iar apoi a spus că plouă.", "ro", "sudania"),
        ("Sudania a criticat Partidul Verde, susținând că plouă.", "ro", "sudania"),
        ("Sudania has been losing, and some experts believe that it rains.", "en", None),
        ("Ion Dan observers say that it rains.", "en", None),
        ("Ion Dan supporters say that it rains.", "en", None),
        ("Ion Dan also said that it rains.", "en", "ion-dan"),
    ],
)
def test_subject_of_the_cue_is_neither_its_object_nor_that_of_another_clause(
    read_text, text, language, expected
):
    (quote,) = find_quotes(*read_text(text, language))
    assert (quote.speaker and quote.speaker.actor_id) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ana Pop a cerut ca trupele să plece din Cetatea.", "ro", "trupele să plece din Cetatea"),
        ("Ana Pop a promis să semneze acordul până vineri.", "ro",
         "să semneze acordul până vineri"),
        ("Ana Pop a întrebat dacă acordul este gata.", "ro", "dacă acordul este gata"),
        ("Trupele vor pleca, a spus Ana Pop, iar acordul va fi semnat vineri.", "ro",
         "Trupele vor pleca, a spus Ana Pop, iar acordul va fi semnat vineri"),
        ("Acordul este, în opinia lui Ana Pop, un eșec.", "ro",
         "Acordul este, în opinia lui Ana Pop, un eșec"),
        ("The deal, Ana Pop said, would be signed on Friday.", "en",
         "The deal, Ana Pop said, would be signed on Friday"),
        ("Ana Pop asked whether the deal was done.", "en", "whether the deal was done"),
    ],
)  # fmt: skip
def test_quotes_requests_questions_and_inserted_cues(quotes, text, language, expected):
    ((kind, words, _, actor),) = quotes(text, language)
    assert (kind, words, actor) == ("indirect", expected, "ana-pop")


@pytest.mark.parametrize(
    ("text", "lemma", "implies"),
    [
        ("Ana Pop a negat că ar fi primit bani.", "nega", "denial"),
        ("Ana Pop ar fi spus că podul e închis.", "spune", "doubt"),
        ("Ana Pop a spus că podul e închis.", "spune", "neutral"),
        ("Ana Pop a recunoscut că podul e închis.", "recunoaște", "fact"),
        ("Ana Pop a subliniat că podul e închis.", "sublinia", "emphasis"),
        ("Ana Pop pretinde că podul e închis.", "pretinde", "doubt"),
    ],
)
def test_quotes_say_what_their_cue_implies(read_text, text, lemma, implies):
    (quote,) = find_quotes(*read_text(text))
    assert (quote.cue_lemma, quote.implies) == (lemma, implies)


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Se arată în comunicatul citat că podul a fost închis.", "comunicatul citat", "unnamed"),
        ("În comunicatul Partidului Verde se arată că podul a fost închis.",
         "Partidului Verde", "unnamed"),
        ("Potrivit unor martori, podul a fost închis.", "unor martori", "unnamed"),
        ("A fost o zi lungă. „Podul e închis de astăzi.”", None, "unknown"),
    ],
)  # fmt: skip
def test_quotes_of_documents_and_of_nobody(read_text, text, words, status):
    (quote,) = find_quotes(*read_text(text))
    assert (quote.speaker_text, quote.speaker_status) == (words, status)


@pytest.mark.parametrize(
    "text",
    [
        "Nava „Moskva” a fost scufundată.",
        "Ana Pop, „regina” satului, a plecat.",
        "Filmul „Ultima zi” a fost premiat de Ion Dan.",
    ],
)
def test_scare_quotes_and_titles_are_no_quotes(quotes, text):
    assert quotes(text) == []


def test_marks_written_as_entities_are_marks(quotes):
    ((kind, words, _, actor),) = quotes("&quot;Vom pleca mâine&quot;, a spus Ana Pop.")
    assert (kind, words, actor) == ("direct", "&quot;Vom pleca mâine&quot;", "ana-pop")


def test_marks_opened_anew_in_each_paragraph_are_one_quote(quotes):
    text = "„Vom pleca mâine. \n\n„Vom reveni vineri”, a spus Ana Pop."
    assert [q[0] for q in quotes(text)] == ["direct"]


def test_a_mark_that_is_not_closed_costs_one_quote(quotes):
    text = (
        "„Vom pleca mâine, a spus Ana Pop.\n\nTrupele sunt la Cetatea.\n\n"
        "„Vom reveni vineri”, a spus Ion Dan."
    )
    assert ("direct", "„Vom reveni vineri”", "a spus", "ion-dan") in quotes(text)


def test_without_the_resolver_pronouns_stay_open(read_text):
    read = read_text("Maria Nor a venit. Ea a spus că podul e închis.")
    (with_it,) = find_quotes(*read)
    (without,) = find_quotes(*read, resolve=False)
    assert with_it.speaker.actor_id == "maria-nor"
    assert without.speaker is None


def test_a_gerund_has_a_clause_of_its_own(quotes):
    text = "„Nu mă interesează acordul”, a spus Ana Pop, adăugând că Sudania va pleca."
    assert quotes(text) == [
        ("direct", "„Nu mă interesează acordul”", "a spus", "ana-pop"),
        ("indirect", "Sudania va pleca", "adăugând", "ana-pop"),
    ]


def test_a_relative_clause_goes_on_with_the_words_in_marks(quotes):
    text = "Ana Pop a spus că „nu va accepta nimic” care să compromită acordul."
    assert quotes(text)[0][:2] == ("mixed", "„nu va accepta nimic” care să compromită acordul")


def test_a_blank_forgotten_before_a_mark(quotes):
    text = 'În acelaşi timp,"continuăm să creştem exporturile noastre", a explicat Ana Pop.'
    assert quotes(text)[0][:2] == ("direct", '"continuăm să creştem exporturile noastre"')


def test_a_title_with_an_owner_is_that_of_its_bearer(quotes):
    text = (
        "Ministrul sudanez al energiei, Ion Dan, a venit. Ministrul ungar a tăcut. "
        "Ministrul sudanez a spus că podul e închis."
    )
    assert quotes(text)[-1][3] == "ion-dan"


@pytest.mark.parametrize(
    "text",
    [
        "Orașul a fost atacat, lucru care arată că armata este departe.",
        "Acordul garantează că statele pot alege.",
    ],
)
def test_things_say_nothing(quotes, text):
    assert quotes(text) == []


def test_two_whole_clauses_in_marks_are_two_quotes(quotes):
    text = "Ana Pop a spus că „nu vom pleca din oraș” și că „vom rămâne aici mult timp”."
    assert [words for _, words, *_ in quotes(text)] == [
        "„nu vom pleca din oraș”",
        "„vom rămâne aici mult timp”",
    ]


def test_a_name_and_a_colon_open_even_a_short_quote(quotes):
    assert quotes("Ana Pop: „Nu vom pleca”.") == [("direct", "„Nu vom pleca”", None, "ana-pop")]


def test_a_verb_tagged_in_an_aside_does_not_hide_the_clause(quotes):
    text = "Ana Pop a declarat, într-o declarație prin e-mail, că Sudania este gata."
    assert quotes(text) == [("indirect", "Sudania este gata", "a declarat", "ana-pop")]
