import pandas as pd
import pytest

from presslens.corpus.copies import add_stories, alike, group, shingles

from .paragraphs import ENGLISH, OTHER_ROMANIAN, ROMANIAN


def table(rows):
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "title", "text", "published"])
    return frame.assign(published=pd.to_datetime(frame["published"], utc=True))


def test_copies_are_one_story_whose_original_is_the_earliest():
    edited = ROMANIAN.replace("marți", "ieri").translate(str.maketrans("șț", "şţ")).upper()
    result = add_stories(
        table(
            [
                ("a", "Gazeta", "Podul", edited, "2025-11-27"),
                ("b", "Ziarul", "Handbal", OTHER_ROMANIAN, "2025-11-27"),
                ("c", "Curierul", "Pod nou", ROMANIAN, "2025-11-26"),
                ("d", "Ecoul", "Pod", ROMANIAN + " Adaugă redacția.", None),
            ]
        )
    )
    assert result["story_id"].tolist() == ["c", "b", "c", "c"]
    assert result["is_copy"].tolist() == [True, False, False, True]


def test_copies_without_dates_follow_the_first_in_order():
    rows = [("x", None, None, ROMANIAN, None), ("y", None, None, ROMANIAN, None)]
    result = add_stories(table(rows))
    assert result["story_id"].tolist() == ["x", "x"]
    assert result["is_copy"].tolist() == [False, True]


def test_copies_find_a_text_that_stands_in_a_longer_one():
    assert alike(shingles(ROMANIAN), shingles(ENGLISH + " " + ROMANIAN + " " + OTHER_ROMANIAN))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ROMANIAN, OTHER_ROMANIAN),
        (ROMANIAN, ""),
        ("", ""),
        (ROMANIAN, ROMANIAN + " " + " ".join(f"cuvânt{i}" for i in range(500))),
    ],
)
def test_copies_are_not_made_of_different_texts(a, b):
    assert not alike(shingles(a), shingles(b))


def test_copies_do_not_join_captions_by_their_text_alone():
    one = shingles("Foto: arhiva redacției", "Podul de peste râu a fost inaugurat de primar")
    two = shingles("Foto: arhiva redacției", "Echipa de handbal joacă sâmbătă finala cupei")
    assert not alike(one, two)


def test_copies_ignore_what_an_outlet_prints_under_everything():
    notice = "Acest site folosește module cookie pentru funcționare și statistici. " * 4
    titles = [
        "Podul se închide", "Handbal în finală", "Ploi în weekend", "Școli reparate", "Un târg nou",
        "Trenuri anulate",
    ]  # fmt: skip
    rows = [(str(i), "Gazeta", t, notice, "2025-11-26") for i, t in enumerate(titles)]
    assert add_stories(table(rows))["is_copy"].sum() == 0


def test_group_is_deterministic_and_chains():
    words = [f"cuvânt{i}" for i in range(300)]
    texts = [" ".join(words[i * 20 : i * 20 + 120]) for i in range(6)]
    made = [shingles(t) for t in texts]
    assert group(made) == [0] * 6
    assert group(made) == group(made)


def test_group_stays_fast_on_many_equal_texts():
    assert group([shingles(ROMANIAN)] * 20_000) == [0] * 20_000
