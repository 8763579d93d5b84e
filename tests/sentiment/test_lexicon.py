import pytest

from presslens.errors import MissingDataError
from presslens.language.data import load_data
from presslens.sentiment.lexicon import COLUMNS, Entry, Lexicon, Rules, load_lexicon, read_entries
from presslens.sentiment.words import read_words, split_keys

HEADER = "\t".join(COLUMNS)


def small(*entries):
    rows = [Entry(text, pos, 1, w, w, "own", forms) for text, pos, w, forms in entries]
    return Lexicon("ro", tuple(rows), load_lexicon("ro").rules)


def found(lexicon, sentence):
    words = read_words(sentence, lexicon.rules.conjunctions)
    return [lexicon.entries[m.entry].text for m in lexicon.find(words)]


@pytest.mark.parametrize("language", ["ro", "en"])
def test_lexicon_ships_at_least_1500_entries_with_weights_of_their_tone(language):
    entries = load_lexicon(language).entries
    assert len(entries) >= 1500
    assert all(e.tone and e.before * e.tone > 0 and e.after * e.tone > 0 for e in entries)


@pytest.mark.parametrize("language", ["ro", "en"])
def test_lexicon_lists_and_negators_do_not_overlap(language):
    lexicon = load_lexicon(language)
    assert not {e.text for e in lexicon.entries} & lexicon.rules.negators


def test_lexicon_expressions_win_over_words():
    lexicon = small(("bun", "ADJ", 0.6, ("bună",)), ("bună de gură", "ADJ", -0.6, ()))
    assert found(lexicon, "E o femeie bună de gură.") == ["bună de gură"]
    assert found(lexicon, "E o femeie bună.") == ["bun"]


def test_lexicon_longest_expression_wins():
    lexicon = small(("cade în cap", "VERB", -1, ()), ("cade în", "VERB", -0.5, ()))
    assert found(lexicon, "Planul cade în cap.") == ["cade în cap"]


def test_lexicon_verb_expression_may_be_parted_by_one_word():
    lexicon = small(("trage la răspundere", "VERB", -1, ("tras",)), ("cu cap", "ADV", 1, ()))
    assert found(lexicon, "L-au tras imediat la răspundere.") == ["trage la răspundere"]
    assert found(lexicon, "L-au tras chiar ieri la răspundere.") == []
    assert found(lexicon, "A vorbit cu mult cap.") == []


@pytest.mark.parametrize("word", ["victimele", "acuzaţi", "acuzați", "acuzati", "corupților"])
def test_lexicon_knows_inflected_forms_however_spelt(word):
    assert found(load_lexicon("ro"), f"Erau {word} acolo.")


def test_words_keep_offsets_and_count_clauses():
    words = read_words("Da, n-a venit; dar Țuţa’s here.", frozenset({"dar"}))
    assert words.keys == ["da", "n", "a", "venit", "dar", "tuta", "s", "here"]
    assert words.clauses == [0, 1, 1, 1, 3, 3, 3, 3]
    assert words.span(19, 23) == (5, 6)


def test_words_read_decomposed_letters_as_composed():
    assert read_words("s\u0327i corupt\u0326i").keys == read_words("și corupți").keys


def test_words_part_english_negation_from_its_verb():
    assert split_keys("He didn’t; she can't") == ("he", "did", "n't", "she", "ca", "n't")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("bun\tADJ\t1\t0.5\t0.5\town", "columns"),
        ("bun\tADJ\tone\t0.5\t0.5\town\t", "columns"),
        ("bun\tADJ\t7\t0.5\t0.5\town\t", "tone"),
        ("...\tADJ\t1\t0.5\t0.5\town\t", "empty"),
    ],
)
def test_lexicon_names_file_and_line_of_a_broken_row(row, told):
    with pytest.raises(MissingDataError, match=rf"x\.tsv, line 3.*{told}"):
        read_entries(f"# comment\n{HEADER}\n{row}\n", "x.tsv")


def test_lexicon_refuses_doubled_entries_and_missing_header():
    row = "bun\tADJ\t1\t0.5\t0.5\town\t"
    with pytest.raises(MissingDataError, match=r"line 3.*doubled"):
        read_entries(f"{HEADER}\n{row}\n{row}\n", "x.tsv")
    with pytest.raises(MissingDataError, match="header"):
        read_entries(f"{row}\n", "x.tsv")


def test_rules_refuse_what_yaml_turned_into_a_truth_value():
    data = {**load_data("en", "sentiment"), "conjunctions": [False]}
    with pytest.raises(TypeError, match="text"):
        Rules.read(data)
