import gc
import os
from pathlib import Path

import nbformat
import pytest

from presslens.errors import MissingDataError, ParameterError
from presslens.reporting import notebooks
from presslens.reporting.kernel import LocalKernelManager
from presslens.reporting.notebooks import (
    PAGES,
    check_known,
    execute,
    notebooks_folder,
    parameters_of,
    read_notebook,
)


def notebook(*code, parameters='corpus: str = "x"  # where'):
    """A notebook with a cell of parameters and one cell for each piece of ``code``."""
    made = nbformat.v4.new_notebook()
    cells = [nbformat.v4.new_code_cell(source) for source in code]
    if parameters is not None:
        first = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
        cells.insert(0, first)
    made.cells = cells
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    made.metadata["language_info"] = {"name": "python"}
    return made


def outputs(outcome):
    return "".join(
        str(output.get("text", ""))
        for cell in outcome.notebook.cells
        for output in cell.get("outputs", [])
    )


class TestReading:
    @pytest.mark.parametrize("name", PAGES)
    def test_every_page_has_its_notebook(self, name):
        assert "corpus" in parameters_of(read_notebook(name))

    def test_the_folder_of_the_checkout_is_found(self):
        assert (notebooks_folder() / "briefing.ipynb").is_file()

    def test_says_what_to_do_when_there_are_none(self, monkeypatch, tmp_path):
        monkeypatch.setattr(notebooks.resources, "files", lambda package: tmp_path / "a" / "b")
        with pytest.raises(MissingDataError, match="reinstall"):
            notebooks_folder()


class TestParameters:
    def test_names_are_those_of_the_tagged_cell(self):
        made = notebook(
            "other: int = 1", parameters="a: int = 1  # x: y\nb: str = ':'  # z\n# c: d"
        )
        assert parameters_of(made) == {"a", "b"}

    def test_a_notebook_without_such_a_cell_has_none(self):
        assert parameters_of(notebook("a: int = 1", parameters=None)) == set()

    def test_a_name_that_one_of_the_notebooks_has_is_known(self):
        pages = {"one": notebook(), "two": notebook(parameters="top: int = 3  # n")}
        check_known({"top": 3}, pages)

    def test_a_name_that_none_has_is_refused_with_the_nearest(self):
        with pytest.raises(ParameterError, match="did you mean 'top'"):
            check_known({"tpo": 1}, {"one": notebook(parameters="top: int = 3  # n")})

    def test_the_corpus_is_no_parameter_of_a_report(self):
        with pytest.raises(ParameterError, match="corpus is the path given first"):
            check_known({"corpus": "x"}, {"one": notebook()})


@pytest.mark.slow
class TestExecution:
    def test_a_notebook_gets_the_parameters_it_has(self, tmp_path):
        made = notebook("print(corpus, 6 * 7)")
        given = {"corpus": "there", "top": 3}
        outcome = execute("one", made, tmp_path / "one.ipynb", given, progress=False)
        assert outcome.failure is None
        assert outputs(outcome) == "there 42\n"
        kept = nbformat.read(tmp_path / "one.ipynb", as_version=4)
        assert kept.metadata["papermill"]["parameters"] == {"corpus": "there"}

    def test_a_raising_cell_ends_the_notebook_and_is_told(self, tmp_path):
        made = notebook("print('before')", "raise KeyError('lost')", "print('after')")
        outcome = execute("one", made, tmp_path / "one.ipynb", {}, progress=False)
        assert outcome.failure == "KeyError: 'lost'"
        assert "before" in outputs(outcome)
        assert "after\n" not in outputs(outcome)

    def test_a_kernel_that_dies_is_told(self, tmp_path):
        made = notebook("import os", "os._exit(3)")
        outcome = execute("one", made, tmp_path / "one.ipynb", {}, progress=False)
        assert "DeadKernelError" in outcome.failure

    def test_a_cell_that_takes_too_long_is_told(self, tmp_path, monkeypatch):
        monkeypatch.setattr(notebooks, "TIMEOUT_SECONDS", 1)
        made = notebook("import time", "time.sleep(60)")
        outcome = execute("one", made, tmp_path / "one.ipynb", {}, progress=False)
        assert "Timeout" in outcome.failure

    @pytest.mark.skipif(os.name != "posix", reason="sockets in the file system")
    def test_kernels_made_in_one_folder_do_not_share_their_sockets(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        one, other = LocalKernelManager(), LocalKernelManager()
        assert one.ip != other.ip
        folder = Path(one.ip).parent
        assert folder.is_absolute()
        assert folder.stat().st_mode & 0o077 == 0
        del one
        gc.collect()
        assert not folder.exists()
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(os.name != "posix", reason="sockets in the file system")
    def test_the_kernel_opens_no_port(self, tmp_path):
        look = (
            "import json, pathlib, ipykernel.connect as c\n"
            "print(json.loads(pathlib.Path(c.get_connection_file()).read_text())['transport'])"
        )
        outcome = execute("one", notebook(look), tmp_path / "one.ipynb", {}, progress=False)
        assert outputs(outcome) == "ipc\n"
