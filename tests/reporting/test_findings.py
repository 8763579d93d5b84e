import pandas as pd
import pytest

from presslens.errors import ParameterError
from presslens.reporting import Findings, findings
from tests.measures.conftest import make_run

NAMES = ("Rusia|rusia", "Ucraina|ucraina", "Statele Unite|sua", "Zelenski|zelenski")


def article(n, *scores, **columns):
    """Article ``n`` that names as many actors as there are scores; None is not scored."""
    named = [
        f"[{name}|name]" if score is None else f"[{name}|name|{score}]"
        for name, score in zip(NAMES, scores, strict=False)
    ]
    return {
        "id": f"a{n:03d}", "outlet": "Gazeta", "story_id": f"s{n}",
        "published": f"2025-11-{n % 28 + 1:02d} 12:00",
        "sentences": [(f"{' '.join(named)} pe scenă.", None)], **columns,
    }  # fmt: skip


def articles(count, *scores, **columns):
    return [article(n, *scores, **columns) for n in range(count)]


def said(run, language="ro", **options):
    return findings(run, language=language, **options).sentences


def event(n, first, last, **columns):
    return {
        "event_id": f"e{n}", "article_id": "a000", "sentence_id": "a000-s0", "start": 0, "end": 5,
        "timex_type": "DATE", "value": "x", "earliest": pd.Timestamp(first),
        "latest": pd.Timestamp(last), "direction": "future", "actor_ids": ["rusia"],
        "trigger": "vizită", **columns,
    }  # fmt: skip


def check(n, code, severity="warning"):
    return {
        "check_id": f"c{n}", "article_id": "a000", "code": code, "severity": severity, "start": 0,
        "end": 1, "message": "m",
    }  # fmt: skip


class TestSize:
    @pytest.mark.parametrize(
        ("count", "ro", "en"),
        [
            (1, "1 articol din 1 publicație, 1 nov. 2025.", "1 article from 1 outlet, 1 Nov 2025."),
            (
                19,
                "19 articole din 1 publicație, 1–19 nov. 2025.",
                "19 articles from 1 outlet, 1–19 Nov 2025.",
            ),
            (
                20,
                "20 de articole din 1 publicație, 1–20 nov. 2025.",
                "20 articles from 1 outlet, 1–20 Nov 2025.",
            ),
            (
                101,
                "101 articole din 1 publicație, 1–28 nov. 2025.",
                "101 articles from 1 outlet, 1–28 Nov 2025.",
            ),
        ],
    )
    def test_counts_as_the_language_counts(self, count, ro, en):
        run = make_run(articles(count, 0.0))
        assert said(run)[0] == ro
        assert said(run, "en")[0] == en

    def test_counts_outlets(self):
        run = make_run([article(n, 0.0, outlet=f"Ziarul {n}") for n in range(21)])
        assert "21 de articole din 21 de publicații" in said(run)[0]

    def test_says_so_when_no_date_and_no_outlet_is_known(self):
        run = make_run(articles(3, 0.0, outlet=None, published=None))
        assert said(run)[0] == "3 articole, fără dată de publicare."
        assert said(run, "en")[0] == "3 articles, without a date of publication."


class TestTop:
    def test_names_one_actor_in_the_singular(self):
        run = make_run(articles(1, None))
        assert said(run)[1] == "Cel mai des apare Rusia (1 mențiune)."
        assert said(run, "en")[1] == "Most often mentioned is Russia (1 mention)."

    def test_names_at_most_three_with_mentions_and_articles(self):
        run = make_run([*articles(20, 0.0, 0.0, 0.0, 0.0), article(20, 0.0)])
        assert said(run)[1] == (
            "Cel mai des apar Rusia (21 de mențiuni în 21 de articole), Statele Unite "
            "(20 de mențiuni în 20 de articole) și Ucraina (20 de mențiuni în 20 de articole)."
        )

    def test_joins_two_with_and(self):
        run = make_run(articles(2, 0.0, 0.0))
        assert said(run, "en")[1] == (
            "Most often mentioned are Russia (2 mentions in 2 articles) "
            "and Ukraine (2 mentions in 2 articles)."
        )

    def test_says_that_nobody_is_known(self):
        run = make_run(articles(2))
        assert said(run)[1] == "Niciun actor cunoscut nu este menționat."
        assert said(run, "en")[1] == "No known actor is mentioned."
        assert len(said(run)) == 2


class TestTone:
    def test_names_negative_before_positive_with_interval_and_share_in_quotes(self):
        mixed = [article(n, -0.6 if n % 2 else -0.4, 0.3) for n in range(20)]
        negative, positive, caveat = said(make_run(mixed))[2:]
        assert negative.startswith(
            "Ce se spune este în medie negativ despre Rusia (−0,50; între −0,5"
        )
        assert positive == (
            "Ce se spune este în medie pozitiv despre Ucraina "
            "(+0,30; între +0,30 și +0,30; 0% din mențiuni în citate)."
        )
        assert caveat.startswith("Mediile nu sunt corectate")
        assert said(make_run(mixed), "en")[2].startswith(
            "What is said is negative on average about Russia (−0.50"
        )

    def test_puts_the_strongest_first_and_no_more_than_two(self):
        tone = said(make_run(articles(8, -0.2, -0.6, -0.4)))[2]
        assert tone.index("Ucraina") < tone.index("Statele Unite")
        assert "Rusia" not in tone

    def test_gives_the_corrected_mean_and_says_so(self, known_errors):
        tone, caveat = said(make_run(articles(20, -0.6)))[2:]
        assert "Rusia (−0,60" not in tone
        assert caveat == "Mediile sunt corectate după eroarea cunoscută a modelului de sentiment."

    def test_says_that_only_some_are_corrected(self, known_errors):
        run = make_run(articles(20, -0.6, -0.6))
        russian = run.mentions.loc[run.mentions["actor_id"] == "rusia", "mention_id"]
        run.sentiments.loc[run.sentiments["mention_id"].isin(russian), "model"] = "unmeasured"
        assert said(run)[-1].startswith("Mediile sunt corectate doar unde")

    def test_does_not_call_what_lies_around_zero_a_tone(self):
        run = make_run([article(n, 0.5 if n % 2 else -0.5) for n in range(20)])
        assert said(run)[2].startswith("Despre niciunul dintre actorii cei mai menționați")
        assert said(run, "en")[2].startswith("About none of the most mentioned actors")

    def test_does_not_call_a_tiny_mean_a_tone_however_sure(self):
        run = make_run(articles(20, -0.01))
        assert said(run)[2].startswith("Despre niciunul")

    def test_a_known_error_that_makes_the_interval_reach_zero_takes_the_finding_away(
        self, known_errors
    ):
        scores = [-0.6 if n < 8 else 0.0 for n in range(80)]
        run = make_run([article(n, score) for n, score in enumerate(scores)])
        assert said(run)[2].startswith("Despre niciunul")
        unmeasured = make_run([article(n, score) for n, score in enumerate(scores)])
        unmeasured.sentiments["model"] = "unmeasured"
        assert said(unmeasured)[2].startswith("Ce se spune este în medie negativ")

    def test_gives_no_interval_and_no_comparison_from_one_article(self):
        run = make_run(articles(1, -0.9))
        assert said(run)[-1].startswith("Dintr-un singur articol")
        assert said(run, "en")[-1].startswith("From one article")
        assert len(said(run)) == 3

    def test_claims_nothing_without_an_interval_however_many_mentions(self):
        many = {"sentences": [(" ".join(["[Rusia|rusia|name|-0.5]"] * 6) + ".", None)]}
        (few,) = said(make_run([article(0) | many, article(1)]))[2:]
        assert few.startswith("Din atât de puține relatări")

    def test_says_nothing_of_what_was_not_scored(self):
        assert len(said(make_run(articles(20, None)))) == 2


class TestAhead:
    def test_lists_what_is_announced_with_its_days(self):
        events = [event(0, "2025-12-01", "2025-12-07"), event(1, "2025-12-20", "2025-12-20")]
        run = make_run(articles(2, 0.0), events=events)
        assert said(run)[-1] == (
            "Urmează: „vizită” – Rusia (1–7 dec. 2025); „vizită” – Rusia (20 dec. 2025)."
        )
        assert said(run, "en")[-1].startswith("Ahead: “vizită” – Russia (1–7 Dec 2025); “vizită”")

    def test_names_a_range_of_days_once(self):
        events = [event(n, "2025-12-01", "2025-12-07") for n in range(4)]
        assert said(make_run(articles(2, 0.0), events=events))[-1].count("1–7 dec. 2025") == 1

    @pytest.mark.parametrize(
        "columns",
        [{"trigger": None}, {"direction": "past", "earliest": None, "latest": None}],
    )
    def test_leaves_out_what_says_nothing(self, columns):
        run = make_run(articles(2, 0.0), events=[event(0, "2025-12-01", "2025-12-07", **columns)])
        assert not any(s.startswith("Urmează") for s in said(run))

    def test_leaves_out_what_only_a_copy_says_when_copies_are_left_out(self):
        copy = article(0, 0.0, is_copy=True, story_id="s1")
        run = make_run([copy, article(1, 0.0)], events=[event(0, "2025-12-01", "2025-12-07")])
        assert any(s.startswith("Urmează") for s in said(run))
        assert not any(s.startswith("Urmează") for s in said(run, copies=False))


class TestChecks:
    def test_counts_places_and_names_kinds(self):
        checks = [check(n, "name-two-spellings") for n in range(20)] + [check(20, "unclosed-quote")]
        run = make_run(articles(2, 0.0), checks=checks)
        assert said(run)[-1] == (
            "De verificat: 21 de locuri – același nume scris în două feluri "
            "și ghilimele deschise și neînchise."
        )
        assert said(run, "en")[-1].startswith("To check: 21 places – the same name spelt in two")

    def test_counts_one_place_in_the_singular(self):
        run = make_run(articles(2, 0.0), checks=[check(0, "unclosed-quote")])
        assert said(run)[-1].startswith("De verificat: 1 loc – ")

    def test_does_not_count_notes(self):
        run = make_run(articles(2, 0.0), checks=[check(0, "mixed-letters", "note")])
        assert not any(s.startswith("De verificat") for s in said(run))


def test_refuses_a_language_without_words():
    with pytest.raises(ParameterError, match="allowed are ro, en"):
        findings(make_run(articles(1, 0.0)), language="fr")


def test_sentences_are_escaped_in_html_and_plain_as_text():
    shown = Findings(("<b>unu</b>", "doi"))
    assert shown._repr_html_() == (
        '<ul class="findings"><li>&lt;b&gt;unu&lt;/b&gt;</li><li>doi</li></ul>'
    )
    assert repr(shown) == "<b>unu</b>\ndoi"


class TestFailed:
    def test_articles_that_could_not_be_analysed_are_told(self):
        run = make_run([article(0), article(1)])
        run.failed = {"a1": "ValueError: no"}
        assert "Nu au putut fi analizate: 1 articol. Cifrele le lasă afară." in said(run)
        assert any(s.startswith("Could not be analysed: 1 article.") for s in said(run, "en"))
