import dataclasses

import pytest

from presslens.errors import ParameterError


@pytest.fixture
def english(analysed):
    (article_id,) = analysed.articles[analysed.articles["language"] == "en"]["article_id"]
    return article_id


class TestActor:
    def test_actor_has_its_mentions_and_their_sentences(self, analysed):
        view = analysed.actor("Rusia")
        assert view.actor_id == "rusia"
        assert len(view.mentions) == len(view.sentences()) == 3
        for row in view.sentences().itertuples():
            assert row.text in row.sentence

    def test_actor_is_found_without_diacritics(self, analysed):
        assert analysed.actor("statele unite").actor_id == "statele-unite"

    def test_actor_that_is_not_there_is_refused_with_the_nearest(self, analysed):
        with pytest.raises(ParameterError, match="'Ucraina'"):
            analysed.actor("Ucrainna")

    def test_actor_shows_its_sentences(self, analysed):
        shown = analysed.actor("Ucraina")._repr_html_()
        assert shown.startswith("<h4>Ucraina: ")
        assert "<li>" in shown


class TestArticle:
    def test_article_marks_its_mentions(self, analysed, english):
        view = analysed.article(english)
        shown = view._repr_html_()
        assert "<mark title='ucraina · name'>Ukraine</mark>" in shown
        assert shown.count("<mark") == shown.count("</mark>")

    def test_marks_never_nest(self, analysed, english):
        shown = analysed.article(english)._repr_html_()
        for piece in shown.split("<mark")[1:]:
            assert "</mark>" in piece

    def test_article_that_is_not_there_is_refused(self, analysed):
        with pytest.raises(ParameterError, match="article_id"):
            analysed.article("0000")


@pytest.mark.parametrize("column", ["title", "text"])
def test_what_an_article_says_is_escaped(analysed, english, column):
    attack = "<script>alert(1)</script>" + analysed.article(english).text
    articles = analysed.articles.assign(**{column: attack})
    run = dataclasses.replace(analysed, articles=articles)
    assert "<script" not in run.article(english)._repr_html_()
    assert "<script" not in run.actor("Ucraina")._repr_html_()


def test_title_is_escaped(analysed, english):
    shown = analysed.article(english)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
