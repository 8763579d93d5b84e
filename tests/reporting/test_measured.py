import re
import string

import pytest

from presslens.errors import ParameterError
from presslens.reporting import how_sentiment_was_measured
from presslens.reporting.words import words
from presslens.sentiment import MODELS
from tests.measures.conftest import make_run


def made(*scores, model="test", language="ro"):
    """A run of one article a score; None is not scored."""
    marks = ["[Rusia|rusia|name]" if s is None else f"[Rusia|rusia|name|{s}]" for s in scores]
    run = make_run(
        [
            {"id": f"a{n}", "outlet": "Gazeta", "language": language,
             "published": "2025-11-24", "sentences": [(f"{mark} apare.", None)]}
            for n, mark in enumerate(marks)
        ]
    )  # fmt: skip
    run.sentiments["model"] = model
    return run


def told(run, language="ro"):
    return repr(how_sentiment_was_measured(run, language=language))


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("model", MODELS)
def test_each_model_is_described_in_its_own_words(model, language):
    described = words(language)["measured"]
    said = told(made(-0.5, 0.2, model=model), language)
    assert described[model] in said
    assert not any(described[other] in said for other in MODELS if other != model)


@pytest.mark.parametrize(
    ("model", "ro", "en"),
    [
        ("huggingface:some/name", "clasificatorul „some/name” (Hugging Face)", "the classifier “"),
        ("my own", "de la modelul „my own”", "from the model “my own”"),
    ],
)
def test_a_model_of_others_is_named(model, ro, en):
    assert ro in told(made(-0.5, model=model))
    assert en in told(made(-0.5, model=model), "en")


def test_a_known_error_is_told_with_its_figures_and_what_it_was_measured_on(known_errors):
    said = told(made(-0.5, 0.2))
    low, high = known_errors.macro_f1_interval()
    assert "modelului „test” în română, pe 300 de mențiuni de probă" in said
    assert f"macro-F1 {known_errors.macro_f1:.2f}".replace(".", ",") in said
    assert f"interval de 95%: {low:.2f}–{high:.2f}".replace(".", ",") in said
    assert "răspunsul corect la 70% din 300 de mențiuni." in said
    assert words("ro")["measured"]["corrected"] in said
    assert "on 300 mentions made up" in told(made(-0.5, 0.2), "en")


@pytest.mark.parametrize("language", ["ro", "en"])
def test_no_figure_of_an_error_is_told_where_none_is_known(language):
    said = told(made(-0.5, 0.2, model="my own"), language)
    assert "macro-F1" not in said
    assert words(language)["measured"]["uncorrected"] in said


def test_of_two_languages_each_has_its_error(known_errors):
    run = made(-0.5, 0.2)
    run.articles["language"] = ["ro", "en"]
    said = told(run)
    assert "Eroarea modelului „test” în engleză, pe articole obișnuite, nu este cunoscută" in said
    assert "macro-F1" in said
    assert words("ro")["measured"]["partly"] in said


def test_what_is_unclear_and_not_scored_is_counted():
    said = told(made("-0.5?", "0.1?", 0.2, 0.3, None, None, None))
    assert "La 2 (50%) din 4 mențiuni evaluate" in said
    assert "Neevaluate: 3 mențiuni" in said


def test_where_nothing_is_unclear_or_unscored_that_is_said_once():
    said = told(made(-0.5, 0.2))
    assert "Nicio mențiune nu este trecută ca neclară (din 2 mențiuni evaluate)." in said
    assert "Neevaluate" not in said


def test_the_share_in_quotes_is_that_of_the_scored_mentions():
    run = made(-0.5, 0.2, 0.1, 0.3)
    run.mentions.loc[:0, "quote_id"] = "q1"
    assert "Mențiunile din citate (25%)" in told(run)


def test_copies_can_be_left_out():
    run = made("-0.5?", 0.2)
    run.articles["is_copy"] = [False, True]
    assert "din 1 mențiune evaluată" in repr(how_sentiment_was_measured(run, copies=False))


def test_without_a_score_one_line_says_so():
    assert told(made(None)) == "Nicio mențiune nu are scor de sentiment."
    assert told(made(None), "en") == "No mention has a sentiment score."


def test_a_name_from_outside_is_escaped():
    shown = how_sentiment_was_measured(made(-0.5, model="huggingface:<script>\u202e"))
    assert "&lt;script&gt;”" in shown._repr_html_()
    assert "<script>" not in shown._repr_html_()


def test_a_language_without_words_is_refused():
    with pytest.raises(ParameterError, match="allowed are ro, en"):
        how_sentiment_was_measured(made(-0.5), language="fr")


@pytest.mark.parametrize("language", ["ro", "en"])
def test_the_words_hold_no_figure_of_a_model(language):
    """Figures are read from the known errors and the run; 95% is what an interval is."""
    for key, sentence in words(language)["measured"].items():
        plain = "".join(part for part, *_ in string.Formatter().parse(sentence))
        assert set(re.findall(r"\d+", plain)) <= {"1", "95"}, key
