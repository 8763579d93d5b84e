import gzip

from presslens.linting.places import Places


def places(tmp_path, written, text):
    file = tmp_path / "unu.txt"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    return Places(file, text)


def test_line_and_column_behind_a_heading(tmp_path):
    text = "Prima linie.\n\nA doua „linie."
    found = places(tmp_path, f"title: Unu\noutlet: Gazeta\n\n{text}\n", text)
    at = text.index("„")
    assert found.of(at, at + 1) == (6, 8)


def test_windows_line_ends_count_once(tmp_path):
    text = "Unu.\nDoi „trei."
    found = places(tmp_path, "Unu.\r\nDoi „trei.\r\n", text)
    assert found.of(text.index("„"), text.index("„") + 1) == (2, 5)


def test_words_in_html_are_looked_for(tmp_path):
    text = "Prima propoziție.\nA doua „propoziție aici."
    html = "<html>\n<p>Prima propoziție.</p>\n<p>A doua <b>„propoziție</b> aici.</p></html>"
    at = text.index("„")
    assert places(tmp_path, html, text).of(at, at + 1) == (3, html.split("\n")[2].index("„") + 1)


def test_words_that_are_not_there_are_on_the_first_line(tmp_path):
    assert places(tmp_path, "cu totul altceva", "Un „semn.").of(3, 4) == (1, 1)


def test_a_file_that_is_no_text_is_its_first_line(tmp_path):
    found = places(tmp_path, gzip.compress(b"x" * 100) + bytes(range(256)), "Un „semn.")
    assert found.of(3, 4) == (1, 1)
