def test_the_sentence_behind_a_verb_and_a_colon(quotes):
    text = "Ana Pop a anunțat: Vom semna acordul până vineri."
    assert quotes(text) == [("indirect", "Vom semna acordul până vineri", "a anunțat", "ana-pop")]


def test_a_line_that_opens_with_a_person(quotes):
    text = "Ana Pop: Vom semna acordul până vineri.\nCetatea e goală."
    ((kind, words, cue, actor),) = quotes(text)
    assert (kind, words, cue, actor) == (
        "indirect", "Vom semna acordul până vineri", None, "ana-pop",
    )  # fmt: skip


def test_a_list_behind_a_colon_is_no_quote(quotes):
    assert quotes("Ana Pop a spus trei lucruri: Cetatea, Sudania, Partidul Verde.") == []


def test_a_heading_is_no_speaker(quotes):
    assert quotes("Acordul: Vom vedea ce aduce ziua de mâine.") == []


def test_thousands_of_colons_end(quotes):
    assert quotes("A: B " * 3_000) == []


def test_a_line_that_opens_with_a_title(read_text):
    from presslens.speech import find_quotes

    (quote,) = find_quotes(*read_text("Ministrul Educației: Vom propune o reformă a burselor."))
    assert quote.speaker_text == "Ministrul Educației"


def test_a_heading_about_people_is_no_speaker(quotes):
    assert quotes("Măsuri pentru medici: Spitalele vor fi închise luni.") == []
