import subprocess
import sys

import pytest

import presslens

HEAVY = (
    "pandas", "numpy", "spacy", "seaborn", "matplotlib", "textblob", "papermill", "nbconvert",
    "pyarrow", "pydantic", "yaml", "trafilatura", "dateparser", "scipy",
)  # fmt: skip


def run_python(code):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )


def test_importing_presslens_imports_nothing_heavy():
    done = run_python(f"import sys, presslens; print([m for m in {HEAVY!r} if m in sys.modules])")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", presslens.__all__)
def test_every_public_name_resolves_and_is_listed(name):
    assert getattr(presslens, name) is not None
    assert name in dir(presslens)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = presslens.nothing


def test_version_is_that_of_the_package():
    from importlib.metadata import version

    assert presslens.__version__ == version("presslens")
