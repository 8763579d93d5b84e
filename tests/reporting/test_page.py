import nbformat
import pytest

from presslens.reporting.notebooks import Outcome
from presslens.reporting.page import (
    Link,
    frame,
    in_language,
    question_of,
    render_index,
    render_page,
    title_of,
)
from tests.html_page import live_parts, read_page

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def notebook():
    made = nbformat.v4.new_notebook()
    made.metadata["presslens"] = {
        "title": {"ro": "Titlul", "en": "The title"},
        "question": {"ro": "Ce?", "en": "What?"},
    }
    shown = nbformat.v4.new_output("display_data", {"text/html": "<p>sunt aici</p>"})
    noise = nbformat.v4.new_output("stream", name="stderr", text="a warning of a library")
    made.cells = [
        nbformat.v4.new_markdown_cell("# Antet", metadata={"tags": ["lang-ro"]}),
        nbformat.v4.new_markdown_cell("# Heading", metadata={"tags": ["lang-en"]}),
        nbformat.v4.new_markdown_cell("*tuturor*"),
        nbformat.v4.new_code_cell("corpus = 1", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("corpus = 2", metadata={"tags": ["injected-parameters"]}),
        nbformat.v4.new_code_cell("secret_call()", outputs=[shown, noise]),
    ]
    return made


@pytest.fixture
def rendered(notebook, tmp_path):
    """``rendered(language, failure)``: the page read back."""

    def make(language="ro", failure=None, subtitle="articole", links=(("x.html", "Pagina"),)):
        outcome = Outcome("x", notebook, failure)
        html = render_page(outcome, language, [Link(*link) for link in links], subtitle)
        (tmp_path / "x.html").write_text(html, encoding="utf-8")
        return read_page(tmp_path / "x.html")

    return make


def test_title_and_question_are_those_of_the_language(notebook):
    assert (title_of(notebook, "ro"), question_of(notebook, "en")) == ("Titlul", "What?")
    assert title_of(notebook, "fr") == ""
    del notebook.metadata["presslens"]
    assert title_of(notebook, "ro") == ""


def test_only_cells_of_the_language_are_kept_and_the_notebook_is_not_changed(notebook):
    kept = in_language(notebook, "en")
    assert [cell.source for cell in kept.cells] == ["# Heading", "*tuturor*", "secret_call()"]
    assert len(notebook.cells) == 6


@pytest.mark.parametrize(
    ("language", "there", "absent"), [("ro", "Antet", "Heading"), ("en", "Heading", "Antet")]
)
def test_a_page_is_in_its_language_and_without_code(rendered, language, there, absent):
    page = rendered(language)
    (html,) = page.all("html")
    assert html.attributes["lang"] == language
    assert there in page.text
    assert "sunt aici" in page.text
    for hidden in (absent, "secret_call", "corpus =", "a warning of a library", "In ["):
        assert hidden not in page.text
    assert page.all("title")[0].text.startswith(title_of_page(language))
    assert live_parts(page) == []


def title_of_page(language):
    return {"ro": "Titlul", "en": "The title"}[language]


def test_a_page_marks_itself_in_the_navigation(rendered):
    page = rendered(links=[("index.html", "Cuprins"), ("x.html", "Aici")])
    links = {a.text: a.attributes for a in page.all("a") if "nav" in a.ancestors}
    assert links["Aici"]["aria-current"] == "page"
    assert "aria-current" not in links["Cuprins"]


def test_a_page_refuses_to_load_or_run_anything(rendered):
    policy = next(m for m in rendered().all("meta") if "http-equiv" in m.attributes)
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    rules = dict(rule.split(maxsplit=1) for rule in policy.attributes["content"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "script-src" not in rules


def test_a_failure_is_told_and_escaped(rendered):
    page = rendered(failure=f"ValueError: {EVIL}")
    (section,) = page.all("section")
    assert section.attributes["role"] == "alert"
    assert f"ValueError: {EVIL}" in section.text
    assert "Această pagină nu a putut fi terminată" in section.text
    assert live_parts(page) == []


def test_a_page_that_worked_has_no_alert(rendered):
    assert not any(e.attributes.get("role") == "alert" for e in rendered().elements)


def test_names_from_outside_are_escaped(rendered):
    page = rendered(subtitle=EVIL, links=[("x.html", EVIL)])
    assert live_parts(page) == []
    assert page.text.count(EVIL) == 2


def test_the_index_escapes_all_but_the_findings(tmp_path):
    told = frame("ro", [Link('x".html', EVIL)], "index.html", f"Raport: {EVIL}", EVIL)
    card = {"href": "x.html", "title": EVIL, "question": EVIL, "failure": None}
    html = render_index(told, [card], "<ul><li>unu</li></ul>", [(EVIL, "{{191*7}}")])
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    page = read_page(tmp_path / "index.html")
    assert live_parts(page) == []
    assert "{{191*7}}" in page.text
    assert "1337" not in page.text
    assert "unu" in [li.text for li in page.all("li")]
    assert "&amp;lt;" not in html


def test_the_index_marks_a_page_that_failed(tmp_path):
    told = frame("en", [], "index.html", "Report", "articles")
    cards = [
        {"href": "a.html", "title": "A", "question": "?", "failure": None},
        {"href": "b.html", "title": "B", "question": "?", "failure": "no"},
    ]
    (tmp_path / "index.html").write_text(render_index(told, cards, "", []), encoding="utf-8")
    failed = [li for li in read_page(tmp_path / "index.html").all("li") if li.attributes]
    assert len(failed) == 1
    assert failed[0].attributes == {"class": "failed"}
    assert "B" in failed[0].text
    assert "This page could not be finished" in failed[0].text
