import base64
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from matplotlib.axes import Axes

from presslens.errors import ParameterError
from presslens.plots import bar_mentions, show
from presslens.plots.evidence import marked_up
from presslens.plots.show import svg


def test_a_figure_has_picture_alt_text_caption_and_folded_evidence(mentions, evidence):
    html = show(bar_mentions(mentions, source="12 articole"), evidence=evidence).html
    assert 'alt="Bare orizontale: Rusia 1.041 de mențiuni; Statele Unite 2 mențiuni."' in html
    assert "<figcaption>Sursa: 12 articole; n = 1.043 de mențiuni, 40 de articole" in html
    assert "<summary>Propozițiile din spatele cifrelor (2)</summary>" in html
    assert '<blockquote><p>Azi <mark>Rusia</mark> a <b class="neg">criticat</b>' in html
    assert '<b class="pos">dur</b> &lt;Ucraina&gt;.' in html
    assert "Gazeta &amp; Co · 26 nov. 2025" in html


def test_the_picture_is_inside_the_page_and_its_letters_are_all_there(mentions):
    html = show(bar_mentions(mentions)).html
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()
    root = ET.fromstring(picture)
    ids = {node.get("id") for node in root.iter()} - {None}
    used = {node.get("href")[1:] for node in root.iter("{http://www.w3.org/2000/svg}use")}
    assert used
    assert used <= ids
    letters = [n for n in root.iter("{http://www.w3.org/2000/svg}path") if n.get("id") in used]
    assert all(float(n.get("transform")[6:-1]) > 0 for n in letters)
    assert "<text" not in picture
    assert re.findall(r"https?://(?!www\.w3\.org)", html) == []


def test_only_web_addresses_become_links(mentions, evidence):
    html = show(bar_mentions(mentions), evidence=evidence).html
    assert re.findall(r"<a [^>]*>", html) == [
        '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">'
    ]
    assert "· javascript:alert(1)<" in html
    assert "publicație necunoscută" in html


def test_the_same_table_gives_the_same_html(mentions, evidence):
    first, second = (show(bar_mentions(mentions), evidence=evidence).html for _ in range(2))
    assert first == second


def test_fifteen_bars_stay_small(mentions):
    row = mentions.head(1)
    names = [f"Ministerul numărul {n} al {chr(65 + n)}" for n in range(15)]
    table = pd.concat([row] * 15, ignore_index=True).assign(name=names)
    assert len(svg(bar_mentions(table))) < 60_000


def test_a_notebook_gets_html_and_text(mentions):
    shown = show(bar_mentions(mentions, language="en"), language="en")
    bundle = shown._repr_mimebundle_()
    assert bundle["text/html"] == shown._repr_html_() == shown.html
    assert bundle["text/plain"] == repr(shown)
    assert repr(shown).startswith("Horizontal bars: Rusia 1,041 mentions")


def test_a_picture_of_nothing_is_one_line_with_its_title(mentions, evidence):
    html = show(bar_mentions(mentions.head(0), title="<Cine>"), evidence=evidence).html
    assert '<p class="note"><b>&lt;Cine&gt;:</b> prea puține date: n = 0</p><details>' in html
    assert "<img" not in html


def test_no_evidence_gives_no_fold(mentions, evidence):
    assert "<details>" not in show(bar_mentions(mentions)).html
    assert "<details>" not in show(bar_mentions(mentions), evidence=evidence.head(0)).html


def test_a_figure_of_pyplot_is_closed(mentions):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    show(bar_mentions(mentions, ax=ax))
    assert plt.get_fignums() == []


def test_in_an_inline_notebook_pyplot_holds_the_figure_until_it_is_shown(mentions, monkeypatch):
    import matplotlib.pyplot as plt

    monkeypatch.setattr(
        "matplotlib.get_backend", lambda **_: "module://matplotlib_inline.backend_inline"
    )
    ax = bar_mentions(mentions)
    assert plt.get_fignums() != []
    show(ax)
    assert plt.get_fignums() == []


def test_axes_without_a_figure_and_other_languages_are_refused(mentions):
    ax = bar_mentions(mentions)
    with pytest.raises(ParameterError, match="ro, en"):
        show(ax, language="fr")
    ax.remove()
    assert isinstance(ax, Axes)
    with pytest.raises(ParameterError, match="no figure"):
        show(ax)


@pytest.mark.parametrize(
    ("span", "words", "html"),
    [
        ((0, 3), None, "<mark>abc</mark>def"),
        ((2, 4), [(0, 3, 1.0)], '<b class="pos">ab</b><mark><b class="pos">c</b>d</mark>ef'),
        ((0, 6), [{"start": 1, "end": 2, "weight": -1.0}],
         '<mark>a<b class="neg">b</b>cdef</mark>'),
        ((4, 99), [(50, 60, 1.0), (0, 2, 0.0)], "abcd<mark>ef</mark>"),
        ((5, 6), [(0, 1, -0.8), (2, 3, 0.21), (3, 4, 0.19)],
         '<b class="neg">a</b>b<b class="pos">c</b>de<mark>f</mark>'),
    ],
)  # fmt: skip
def test_marks_and_words_may_overlap_and_lie_outside(span, words, html):
    assert marked_up("abcdef", span, words) == html


def test_a_long_sentence_is_cut_around_the_span():
    sentence = "x" * 5000 + "ȚINTA" + "y" * 5000
    html = marked_up(sentence, (5000, 5005))
    assert "<mark>ȚINTA</mark>" in html
    assert html.startswith("…x")
    assert len(html) < 700


def test_bidi_controls_are_removed_without_moving_the_mark():
    assert marked_up("a\u202eb\u2066c", (2, 3)) == "a<mark>b</mark>c"
