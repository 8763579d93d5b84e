import pytest


@pytest.mark.parametrize(
    ("romanian", "english"),
    [
        ("Popa este un om onest.", "Popa is an honest person ."),
        ("Popa este un coleg.", "Popa is a colleague ."),
    ],
)
def test_write_article_goes_by_the_next_word(glossed, romanian, english):
    assert glossed(romanian) == english


@pytest.mark.parametrize(
    ("romanian", "part"),
    [
        ("Popa a mers la București.", "to Bucharest"),
        ("Legea a fost respinsă de parlamentari.", "by"),
        ("Procurorii îl acuză pe Ionescu de furt.", "of theft"),
        ("L-au criticat pe Popa.", "criticised Popa"),
        ("Are 25 de ani.", "25 years"),
    ],
)
def test_write_prepositions_go_by_what_they_join(glossed, romanian, part):
    assert f" {part} " in f" {glossed(romanian)} "


@pytest.mark.parametrize(
    ("romanian", "part"),
    [
        ("Popa, care a plecat, tace.", "who left"),
        ("Legea, care a picat, tace.", "which"),
        ("Declarația conform căreia pleacă e falsă.", "according to which"),
        ("Germania a spus nu.", "said no ."),
        ("Legea care a picat tace.", "the law that fell"),
        ("Popa dă bani celui căruia îi datorează.", "to whom"),
        ("A vorbit cu el.", "with him"),
    ],
)
def test_write_pronouns_go_by_what_they_stand_for(glossed, romanian, part):
    assert part in glossed(romanian)


def test_write_a_higher_grade_is_one_word_or_more(glossed):
    assert glossed("Popa este mai bun.") == "Popa is better ."
    assert glossed("Popa este mai corupt.") == "Popa is more corrupt ."
