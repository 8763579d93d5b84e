import numpy as np
import pytest

from presslens.measures import coverage


@pytest.mark.parametrize(
    ("item", "n", "of"),
    [
        ("articles_not_scored", 1, 5),
        ("articles_copies", 1, 5),
        ("articles_without_date", 1, 5),
        ("sentences_without_tone", 2, 8),
        ("mentions_linked", 12, 17),
        ("mentions_adjective", 1, 17),
        ("mentions_place", 2, 17),
        ("mentions_open", 1, 17),
        ("mentions_unlinked", 1, 17),
        ("mentions_not_scored", 2, 12),
        ("quotes_without_speaker", 1, 2),
        ("quotes_of_unnamed", 0, 2),
        ("sources_unnamed", 1, 2),
        ("events_without_day", 1, 3),
    ],
)
def test_coverage_counts_what_is_missing(run, item, n, of):
    row = coverage(run).set_index("item").loc[item]
    assert (row["n"], row["of"]) == (n, of)
    assert row["share"] == pytest.approx(n / of)


def test_the_kinds_of_mention_add_up(run):
    n = coverage(run).set_index("item")["n"]
    kinds = ["linked", "adjective", "place", "open", "unlinked"]
    assert sum(n[f"mentions_{kind}"] for kind in kinds) == n["mentions"]


def test_totals_have_no_share_and_languages_have_their_row(run):
    table = coverage(run)
    assert np.isnan(table.set_index("item").loc["articles", "share"])
    languages = table[table["item"] == "articles_by_language"]
    assert dict(zip(languages["detail"], languages["n"], strict=True)) == {"ro": 4, "fr": 1}
