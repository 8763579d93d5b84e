import itertools


def test_a_turn_with_its_cue(quotes):
    text = "– Nu vin la ședință, a spus Ana Pop."
    assert quotes(text) == [("direct", "– Nu vin la ședință", "a spus", "ana-pop")]


def test_a_run_of_turns_of_which_one_asks(quotes):
    text = "Jurnaliștii au întrebat-o.\n– Veniți mâine la ședință?\n– Nu vin la nicio ședință."
    said = [words for kind, words, *_ in quotes(text) if kind == "direct"]
    assert said == ["– Veniți mâine la ședință?", "– Nu vin la nicio ședință."]


def test_a_list_is_no_dialogue(quotes):
    text = "Acordul prevede:\n– plata datoriilor\n– retragerea trupelor\n– un calendar."
    assert not [q for q in quotes(text) if q[0] == "direct"]


def test_thousands_of_dashes_cost_nothing(quotes):
    assert quotes("– a\n" * 3_000) == []


def test_a_dash_of_a_number_is_no_turn(quotes):
    assert not quotes("-5 grade la Cetatea.\n-7 grade la munte.")


def test_turns_behind_quotes_do_not_overlap(quotes, read_text):
    from presslens.speech import find_quotes

    text = "„Vom pleca mâine”, a spus Ana Pop.\n– „Nu plecăm”, a spus Ion Dan."
    doc, annotations = read_text(text)
    spans = [(q.start, q.end) for q in find_quotes(doc, annotations)]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
