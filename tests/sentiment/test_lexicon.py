import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from presslens.errors import MissingDataError
from presslens.language.data import load_data
from presslens.sentiment.lexicon import COLUMNS, Entry, Lexicon, Rules, load_lexicon, read_entries
from presslens.sentiment.words import read_words

HEADER = "\t".join(COLUMNS)


def small(*entries):
    rows = [Entry(text, pos, 1, weight, weight, "own") for text, pos, weight in entries]
    return Lexicon("ro", tuple(rows), load_lexicon("ro").rules)


def words(*rows):
    """Words of a hand-made parse; a row is form, lemma, part of speech, head, relation."""
    forms, lemmas, pos, heads, deps = zip(*rows, strict=True)
    doc = Doc(Vocab(), words=forms, lemmas=lemmas, pos=pos, heads=heads, deps=deps)
    return read_words(doc)


def plain(*tokens):
    """Words without a tree; a token is form, lemma, part of speech."""
    return words(*(((*token, at, "ROOT") for at, token in enumerate(tokens))))


def found(lexicon, sentence):
    return [lexicon.entries[m.entry].text for m in lexicon.find(sentence)]


@pytest.mark.parametrize("language", ["ro", "en"])
def test_lexicon_ships_at_least_1500_entries_with_weights_of_their_tone(language):
    entries = load_lexicon(language).entries
    assert len(entries) >= 1500
    assert all(e.tone and e.before * e.tone > 0 and e.after * e.tone > 0 for e in entries)


@pytest.mark.parametrize("language", ["ro", "en"])
def test_lexicon_lists_and_negators_do_not_overlap(language):
    lexicon = load_lexicon(language)
    assert not {e.text for e in lexicon.entries} & lexicon.rules.negators


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (("forțează", "forța", "VERB"), ["forța"]),
        (("forţelor", "forță", "NOUN"), []),
        (("corupților", "corupt", "NOUN"), ["corupt"]),
        (("coruptii", "corupt", "ADJ"), ["corupt"]),
        (("corupt", "corupe", "VERB"), ["corupt"]),
    ],
)
def test_lexicon_looks_words_up_by_lemma_and_part_of_speech(token, expected):
    lexicon = small(("forța", "VERB", -0.6), ("corupt", "ADJ", -1))
    assert found(lexicon, plain(token)) == expected


def test_lexicon_entry_of_the_same_part_of_speech_wins():
    lexicon = small(("popular", "ADJ", 0.6), ("popular", "NOUN", -0.6))
    assert [m.entry for m in lexicon.find(plain(("popular", "popular", "NOUN")))] == [1]
    assert [m.entry for m in lexicon.find(plain(("popular", "popular", "ADJ")))] == [0]


WOMAN = [("o", "un", "DET"), ("femeie", "femeie", "NOUN"), ("bună", "bun", "ADJ")]
OF_MOUTH = [("de", "de", "ADP"), ("gură", "gură", "NOUN")]


def test_lexicon_expressions_win_over_words():
    lexicon = small(("bun", "ADJ", 0.6), ("bun de gură", "ADJ", -0.6))
    assert found(lexicon, plain(*WOMAN, *OF_MOUTH)) == ["bun de gură"]
    assert found(lexicon, plain(*WOMAN)) == ["bun"]


def test_lexicon_longest_expression_wins():
    lexicon = small(("cădea în cap", "VERB", -1), ("cădea în", "VERB", -0.5))
    falls = [("cade", "cădea", "VERB"), ("în", "în", "ADP"), ("cap", "cap", "NOUN")]
    assert found(lexicon, plain(*falls)) == ["cădea în cap"]


def test_lexicon_verb_expression_may_be_parted_by_one_word():
    lexicon = small(("trage la răspundere", "VERB", -1), ("cu cap", "ADV", 1))
    pulled = ("tras", "trage", "VERB")
    rest = [("la", "la", "ADP"), ("răspundere", "răspundere", "NOUN")]
    parting = [("chiar", "chiar", "ADV"), ("ieri", "ieri", "ADV")]
    assert found(lexicon, plain(pulled, parting[1], *rest)) == ["trage la răspundere"]
    assert found(lexicon, plain(pulled, *parting, *rest)) == []
    apart = [("cu", "cu", "ADP"), ("mult", "mult", "DET"), ("cap", "cap", "NOUN")]
    assert found(lexicon, plain(*apart)) == []


def test_lexicon_wildcard_stands_for_each_possessive():
    rules = load_lexicon("en").rules
    lexicon = Lexicon("en", (Entry("abandon to ONE fate", "VERB", -2, -1, -1, "own"),), rules)
    tokens = [("left", "abandon", "VERB"), ("to", "to", "ADP"), ("their", "their", "PRON")]
    assert found(lexicon, plain(*tokens, ("fate", "fate", "NOUN"))) == ["abandon to ONE fate"]


SUCCESS = ("succes", "NOUN", 0.6)


def negated(*rows):
    return [m.negated for m in small(SUCCESS, ("competent", "ADJ", 0.6)).find(words(*rows))]


def test_lexicon_negator_of_the_governing_verb_negates():
    rows = [("Popa", "Popa", "PROPN", 2, "nsubj"), ("nu", "nu", "PART", 2, "advmod"),
            ("are", "avea", "VERB", 2, "ROOT"), ("succes", "succes", "NOUN", 2, "obj")]  # fmt: skip
    assert negated(*rows) == [True]
    assert negated(*[("Popa", "Popa", "PROPN", 1, "nsubj"),
                                 ("are", "avea", "VERB", 1, "ROOT"),
                                 ("succes", "succes", "NOUN", 1, "obj")]) == [False]  # fmt: skip


def test_lexicon_negation_ends_with_its_clause():
    rows = [("nu", "nu", "PART", 1, "advmod"), ("vine", "veni", "VERB", 1, "ROOT"),
            ("dar", "dar", "CCONJ", 4, "cc"), ("este", "fi", "AUX", 4, "cop"),
            ("competent", "competent", "ADJ", 1, "conj")]  # fmt: skip
    assert negated(*rows) == [False]


def test_lexicon_not_only_is_no_negation():
    rows = [("nu", "nu", "PART", 2, "advmod"), ("doar", "doar", "ADV", 2, "advmod"),
            ("competent", "competent", "ADJ", 2, "ROOT")]  # fmt: skip
    assert negated(*rows) == [False]
    assert negated(*[(*r[:3], r[3] - (r[3] > 0), r[4]) for r in (rows[0], rows[2])]) == [True]


def test_lexicon_negator_of_the_entry_itself_does_not_negate_it():
    lexicon = small(("fără precedent", "ADJ", -0.6))
    rows = [("fără", "fără", "ADP", 1, "case"), ("precedent", "precedent", "NOUN", 1, "ROOT")]
    assert [m.negated for m in lexicon.find(words(*rows))] == [False]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("bun\tADJ\t1\t0.5\t0.5", "columns"),
        ("bun\tADJ\tone\t0.5\t0.5\town", "columns"),
        ("bun\tADJ\t7\t0.5\t0.5\town", "tone"),
        ("...\tADJ\t1\t0.5\t0.5\town", "empty"),
    ],
)
def test_lexicon_names_file_and_line_of_a_broken_row(row, told):
    with pytest.raises(MissingDataError, match=rf"x\.tsv, line 3.*{told}"):
        read_entries(f"# comment\n{HEADER}\n{row}\n", "x.tsv")


def test_lexicon_refuses_doubled_entries_and_missing_header():
    row = "bun\tADJ\t1\t0.5\t0.5\town"
    with pytest.raises(MissingDataError, match=r"line 3.*doubled"):
        read_entries(f"{HEADER}\n{row}\n{row}\n", "x.tsv")
    with pytest.raises(MissingDataError, match="header"):
        read_entries(f"{row}\n", "x.tsv")


def test_rules_refuse_what_yaml_turned_into_a_truth_value():
    data = load_data("en", "sentiment")
    data = {**data, "negation": {**data["negation"], "words": [False]}}
    with pytest.raises(TypeError, match="text"):
        Rules.read(data)
