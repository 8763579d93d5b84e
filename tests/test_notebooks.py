import ast
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from presslens.errors import ParameterError
from presslens.parameters import PARAMETERS, check_parameters
from presslens.reporting.notebooks import BESIDE, PAGES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
LINE = re.compile(r"(\w+): ([\w\[\] |]+) = (.+?)  # (\S.*)")
COMMON = {"corpus", "since", "until", "outlets", "actors", "language"}

each_notebook = pytest.mark.parametrize("name", NAMES)


def read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def tags(cell):
    return set(cell.metadata.get("tags", []))


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameters_cell(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    return cell


def defaults(notebook):
    """Name → default, of the cell tagged ``parameters``."""
    lines = [LINE.fullmatch(line) for line in parameters_cell(notebook).source.splitlines()]
    return {line[1]: ast.literal_eval(line[3]) for line in lines}


def call_of_open_run(notebook):
    tree = ast.parse(setup_cell(notebook).source)
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    (call,) = [c for c in calls if ast.unparse(c.func) == "presslens.open_run"]
    return call


def setup_cell(notebook):
    cells = code(notebook)
    return cells[cells.index(parameters_cell(notebook)) + 1]


def test_every_notebook_is_a_page_of_the_report_or_beside_it():
    assert sorted([*PAGES, *BESIDE]) == NAMES


@each_notebook
def test_is_valid_and_holds_no_output(name):
    notebook = read(name)
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert not any(cell.outputs or cell.execution_count for cell in code(notebook))
    assert "papermill" not in notebook.metadata


@each_notebook
def test_has_title_and_question_in_both_languages(name):
    told = read(name).metadata["presslens"]
    for key in ("title", "question"):
        assert set(told[key]) == {"ro", "en"}
        assert all(told[key].values())
        assert told[key]["ro"] != told[key]["en"]
    assert all(q.endswith("?") for q in told["question"].values())


@each_notebook
def test_each_parameter_has_type_default_and_help(name):
    for line in parameters_cell(read(name)).source.splitlines():
        assert LINE.fullmatch(line), line


@each_notebook
def test_papermill_shows_type_and_help_of_every_parameter(name):
    import papermill

    shown = papermill.inspect_notebook(str(FOLDER / f"{name}.ipynb"))
    assert set(shown) == set(defaults(read(name)))
    assert [n for n, p in shown.items() if p["inferred_type_name"] in ("", "None")] == []
    assert [n for n, p in shown.items() if not p["help"].strip()] == []


@each_notebook
def test_parameters_are_known_and_their_defaults_allowed(name):
    given = defaults(read(name))
    assert COMMON <= set(given) <= set(PARAMETERS)
    check_parameters(given)
    assert (ROOT / given["corpus"]).is_dir()


@each_notebook
def test_the_next_cell_hands_all_parameters_to_open_run(name):
    notebook = read(name)
    call = call_of_open_run(notebook)
    assert [ast.unparse(a) for a in call.args] == ["corpus"]
    handed = {k.arg: ast.unparse(k.value) for k in call.keywords}
    assert handed == {n: n for n in defaults(notebook) if n != "corpus"}


@each_notebook
def test_code_holds_no_logic(name):
    logic = (
        ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try, ast.With,
        ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp,
    )  # fmt: skip
    for cell in code(read(name)):
        tree = ast.parse(cell.source)
        assert not [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, logic)]
        assert len(tree.body) <= 3 or "parameters" in tags(cell)


@each_notebook
def test_prose_comes_in_pairs_of_the_two_languages(name):
    prose = [cell for cell in read(name).cells if cell.cell_type == "markdown"]
    assert [tags(cell) for cell in prose] == [{"lang-ro"}, {"lang-en"}] * (len(prose) // 2)
    cells = read(name).cells
    for first, second in pairwise(cells):
        if tags(first) == {"lang-ro"}:
            assert tags(second) == {"lang-en"}
            assert heading(first) == heading(second)
            assert first.source != second.source


def heading(cell):
    """The level of the heading that the cell begins with."""
    return len(cell.source) - len(cell.source.lstrip("#"))


@each_notebook
def test_a_page_has_one_first_heading(name):
    levels = [heading(cell) for cell in read(name).cells if tags(cell) == {"lang-ro"}]
    assert levels[0] == 1
    assert all(level == 2 for level in levels[1:])


WRONG = [
    ("top", 0, "top is 0; allowed is a whole number"),
    ("evidence", 51, "from 1 to 50"),
    ("minimum", 0, "minimum is 0"),
    ("language", "fr", "allowed are ro, en"),
    ("copies", "yes", "allowed are true and false"),
    ("unit", "page", "allowed are sentence, article"),
    ("freq", "Y", "allowed are D, W"),
    ("by", ["outlet", "day"], "allowed are label, outlet, kind, language"),
    ("n", 0, "n is 0; allowed is a whole number"),
    ("seed", -1, "seed is -1"),
    ("labels", 3, "allowed is a list of names"),
    ("keep", "yes", "allowed are true and false"),
    ("since", "yesterday", "YYYY-MM-DD"),
    ("until", "2025-13-01", "YYYY-MM-DD"),
]


@pytest.mark.parametrize(
    ("name", "parameter", "value", "message"),
    [(n, p, v, m) for n in NAMES for p, v, m in WRONG if p in defaults(read(n))],
)
def test_a_wrong_value_is_refused_before_anything_is_read(
    name, parameter, value, message, tmp_path, monkeypatch
):
    monkeypatch.setenv("PRESSLENS_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(ROOT)
    notebook = read(name)
    given = {**defaults(notebook), parameter: value}
    with pytest.raises(ParameterError, match=message):
        exec(setup_cell(notebook).source, given)
    assert not (tmp_path / "cache").exists()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ro", "en"])
@each_notebook
def test_runs_alone_with_plain_papermill(name, language, papermill):
    done = nbformat.read(papermill(name)[language], as_version=4)
    outputs = [output for cell in code(done) for output in cell.outputs]
    outputs = [o for o in outputs if not o.get("text", "").startswith("waiting for another")]
    assert [o for o in outputs if o.output_type in ("error", "stream")] == []
    shown = [cell for cell in code(done) if cell.outputs]
    drawing = [c for c in code(done) if "plots." in c.source and "import" not in c.source]
    assert len(shown) >= len(drawing) >= 3
    assert all("text/html" in o["data"] and "text/plain" in o["data"] for o in outputs)


@pytest.mark.slow
def test_parameters_of_the_command_line_change_the_page(papermill):
    given = {"top": 2, "outlets": "Gazeta de Câmpie, Ecoul de la Răscruce"}
    done = nbformat.read(papermill("02_actors", ("ro",), **given)["ro"], as_version=4)
    (table,) = [c.outputs[0]["data"]["text/plain"] for c in code(done) if "plots.table" in c.source]
    assert len(table.splitlines()) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("top", "0", "top is 0; allowed is a whole number from 1 to 100"),
        ("language", "fr", "language is 'fr'; allowed are ro, en"),
    ],
)
def test_papermill_fails_on_a_wrong_parameter(parameter, value, message, tmp_path, monkeypatch):
    monkeypatch.setenv("PRESSLENS_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "notebooks/02_actors.ipynb", str(out)]
    done = subprocess.run(
        [*command, "-p", parameter, value, "--no-progress-bar"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0
    assert f"ParameterError: {message}" in done.stderr
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("what", ["title", "question"])
def test_no_two_notebooks_have_the_same_title(what, language):
    told = [read(name).metadata["presslens"][what][language] for name in PAGES]
    assert len(set(told)) == len(told)
