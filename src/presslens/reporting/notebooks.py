"""The notebooks of a report: where they lie, what they ask for, how papermill executes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from presslens.errors import MissingDataError, ParameterError
from presslens.parameters import unknown_parameter

PAGES = ("briefing", "01_corpus", "02_actors", "03_sentiment", "04_quotes", "05_timeline")
"""The notebooks of a report, in the order of its pages."""
BESIDE: Final = ("validate",)
"""Notebooks that are no page of a report: a person works in them."""
TIMEOUT_SECONDS = 900
"""The longest that one cell may take."""


@dataclass(frozen=True)
class Outcome:
    """An executed notebook, and why it failed if it did."""

    name: str
    notebook: Any
    failure: str | None


def notebooks_folder() -> Path:
    """Where the notebooks lie: in the installed package, or in the checkout around it.

    Raises:
        MissingDataError: They are in neither.
    """
    installed = Path(str(resources.files("presslens.reporting") / "notebooks"))
    checkout = Path(str(resources.files("presslens"))).parent.parent / "notebooks"
    for folder in (installed, checkout):
        if (folder / "briefing.ipynb").is_file():
            return folder
    raise MissingDataError("the notebooks are not there; reinstall presslens")


def read_notebook(name: str) -> Any:  # noqa: ANN401
    """The notebook ``name`` as it is shipped."""
    import nbformat

    return nbformat.read(notebooks_folder() / f"{name}.ipynb", as_version=4)


def parameters_of(notebook: Any) -> set[str]:  # noqa: ANN401
    """The names that the cell tagged ``parameters`` sets."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            lines = cell.source.splitlines()
            return {line.split(":")[0].strip() for line in lines if ":" in line.split("#")[0]}
    return set()


def check_known(parameters: Mapping[str, object], notebooks: Mapping[str, Any]) -> None:
    """Refuses a parameter that none of ``notebooks`` has.

    Raises:
        ParameterError: The message gives the nearest that one of them has.
    """
    known = set().union(*(parameters_of(n) for n in notebooks.values()))
    for name in parameters:
        if name == "corpus":
            raise ParameterError("corpus is the path given first; it can't be a parameter too")
        if name not in known:
            raise unknown_parameter(name, known - {"corpus"})


def execute(
    name: str,
    notebook: Any,  # noqa: ANN401
    output: Path,
    parameters: Mapping[str, object],
    *,
    progress: bool,
) -> Outcome:
    """Runs one notebook with the parameters it has; a failed cell ends it, not the report.

    Args:
        name: The name of the notebook.
        notebook: Its content.
        output: Where the executed copy goes.
        parameters: By name; those that the notebook does not have are left out.
        progress: Whether papermill shows a bar.
    """
    import nbformat
    import papermill

    wanted = parameters_of(notebook)
    try:
        done = papermill.execute_notebook(
            notebook,
            str(output),
            parameters={k: v for k, v in parameters.items() if k in wanted},
            kernel_name="python3",
            kernel_manager_class=_kernel_manager(),
            progress_bar=progress,
            execution_timeout=TIMEOUT_SECONDS,
            shutdown_kernel="immediate",  # a kernel asked to end may complain of it
            log_output=False,
        )
    except papermill.PapermillExecutionError as error:
        return Outcome(name, nbformat.read(output, as_version=4), f"{error.ename}: {error.evalue}")
    except (RuntimeError, TimeoutError) as error:  # the kernel died, or a cell took too long
        there = nbformat.read(output, as_version=4) if output.is_file() else notebook
        return Outcome(name, there, f"{type(error).__name__}: {error}")
    return Outcome(name, done, None)


def _kernel_manager() -> str:
    """Kernels that talk over files where there are such, so that no port is opened."""
    import os

    name = "LocalKernelManager" if os.name == "posix" else "AsyncKernelManager"
    module = "presslens.reporting.kernel" if os.name == "posix" else "jupyter_client.manager"
    return f"{module}.{name}"
