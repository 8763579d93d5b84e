"""The frame of the project: that its files agree with one another."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import presslens

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CARD = ("jupyterlab", "pandas", "matplotlib", "seaborn", "spacy", "textblob", "papermill")
NOT_OURS = {".git", ".venv", ".hypothesis", ".ipynb_checkpoints", "__pycache__", "build", "dist"}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PACKAGES = sorted(p.parent.name for p in (ROOT / "src/presslens").glob("*/__init__.py"))
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:work|tmp|root|home/\w+)(?![\w-])")
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lock_entries() -> list[str]:
    joined = read("requirements.lock").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def locked() -> dict[str, list[Requirement]]:
    versions: dict[str, list[Requirement]] = {}
    for entry in lock_entries():
        requirement = Requirement(entry.partition("--hash")[0].strip())
        versions.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return versions


def locked_version(name: str) -> str:
    (only,) = locked()[name]
    return str(only.specifier).removeprefix("==")


def direct() -> list[str]:
    project = PROJECT["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def own_files() -> Iterator[Path]:
    """Everything of the project but tests and what is generated."""
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        folders[:] = [
            f for f in folders if f not in NOT_OURS and not f.endswith(("_cache", ".egg-info"))
        ]
        if here == Path():
            folders.remove("tests")
        for name in names:
            if here.parts[:1] != ("reports",) or name == "README.md":
                yield here / name


def readme_tree() -> list[str]:
    """The paths in the tree of the README; two blanks more are one level deeper."""
    block = re.search(r"^## Layout\n.*?```\n(.*?)```", read("README.md"), re.M | re.S)
    assert block is not None
    paths, above = [], []
    for line in block[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        above = [*above[:depth], name.rstrip("/")]
        paths.append("/".join(above))
    return paths


@pytest.mark.parametrize("wanted", direct())
def test_lock_has_each_direct_dependency_in_an_allowed_version(wanted):
    requirement = Requirement(wanted)
    found = locked()[canonicalize_name(requirement.name)]
    versions = [str(f.specifier).removeprefix("==") for f in found]
    assert all(requirement.specifier.contains(v) for v in versions), versions


def test_lock_pins_and_hashes_each_entry():
    for entry in lock_entries():
        name = entry.split()[0]
        assert re.match(r"[\w.-]+==[\w.+!]+(?:\s|$)", entry), name
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)", entry)
        assert hashes, name
        assert len(hashes) == entry.count("--hash"), name


def test_lock_holds_no_address_and_no_option():
    assert "://" not in read("requirements.lock")
    assert not [e for e in lock_entries() if e.startswith("-") or " @ " in e]


def test_environment_installs_the_lock_and_nothing_beside_it():
    environment = yaml.safe_load(read("environment.yml"))
    (pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert pip == ["-r requirements.lock"]
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    assert conda == ["python=3.11", "pip", "make"]
    assert environment["name"] == "presslens"
    assert environment["channels"] == ["conda-forge"]


def test_environment_tells_the_card_packages_as_they_are_locked():
    told = dict(re.findall(r"^#   ([\w-]+)==(\S+)$", read("environment.yml"), re.M))
    assert told == {name: locked_version(name) for name in CARD}
    assert set(CARD) <= {canonicalize_name(Requirement(d).name) for d in direct()}


def test_python_versions_agree():
    (least,) = re.findall(r">=(\S+)", PROJECT["project"]["requires-python"])
    assert re.search(r"python=(\S+)", read("environment.yml"))[1] == least
    assert re.search(r"--python-version (\S+)", read("Makefile"))[1] == least
    assert re.search(r"sys\.version_info < \((\d+), (\d+)\)", read("Makefile")).groups() == tuple(
        least.split(".")
    )
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + least.replace(".", "")
    assert f"Programming Language :: Python :: {least}" in PROJECT["project"]["classifiers"]


def test_version_is_one_everywhere():
    version = PROJECT["project"]["version"]
    citation = yaml.safe_load(read("CITATION.cff"))
    assert str(citation["version"]) == version == presslens.__version__
    assert Version(version)
    assert f"## {version}" in read("CHANGELOG.md")


def test_licences_are_the_same_everywhere():
    """That of the code, and beside it that of the weights, which stands in their folders."""
    assert "Apache License" in read("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in read("LICENSE")
    code, weights = PROJECT["project"]["license"].split(" AND ")
    assert code == yaml.safe_load(read("CITATION.cff"))["license"] == "Apache-2.0"
    assert weights == "CC-BY-SA-4.0"
    assert "src/presslens/language/*/model/LICENSE" in PROJECT["project"]["license-files"]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_help_lists_every_target_and_is_the_default():
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)[1].split()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    helps = [
        subprocess.run(
            ["make", *goal], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout
        for goal in ([], ["help"])
    ]
    assert helps[0] == helps[1]
    assert re.findall(r"^  make (\w+) +\S", helps[0], re.M) == phony


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", ".ci/run", ".pre-commit-config.yaml"]
)
def test_make_targets_that_are_named_exist(name):
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)[1].split()
    code = (
        re.findall(r"```.*?```|`[^`\n]+`", read(name), re.S)
        if name.endswith(".md")
        else [read(name)]
    )
    named = {target for text in code for target in re.findall(r"\bmake ([a-z]+)", text)}
    assert named
    assert named <= set(phony)


def test_ci_runs_the_checks_and_the_tests():
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert re.findall(r"^make (\w+)", read(".ci/run"), re.M) == ["check", "test"]


def test_files_hold_no_path_of_somebody_s_machine():
    found = []
    for path in own_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {m.group()}" for m in MACHINE_PATH.finditer(text)]
    assert not found


@pytest.mark.parametrize("path", readme_tree())
def test_readme_tree_names_what_exists(path):
    assert (ROOT / path).exists()


def test_readme_tree_names_every_package():
    named = {path.removeprefix("src/presslens/") for path in readme_tree()}
    assert set(PACKAGES) <= named


@pytest.mark.parametrize("name", sorted(str(p) for p in own_files() if p.suffix == ".md"))
def test_links_in_documents_lead_somewhere(name):
    broken = [to for to in LINK.findall(read(name)) if not ((ROOT / name).parent / to).exists()]
    assert not broken


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_has_tests(package):
    assert list((ROOT / "tests" / package).glob("test_*.py"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_kept_without_outputs(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [c for c in cells if c["cell_type"] == "code"]
    assert not any(c["outputs"] or c["execution_count"] for c in code)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_has_one_cell_of_parameters(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tags = [t for c in cells for t in c["metadata"].get("tags", ())]
    assert tags.count("parameters") == 1


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_in_the_table_of_the_readme(notebook):
    assert f"`{notebook.stem}`" in read("README.md")


def test_extras_that_messages_name_are_there():
    named = {
        extra
        for path in (ROOT / "src").rglob("*.py")
        for extra in re.findall(r"presslens\[(\w+)\]", path.read_text(encoding="utf-8"))
    }
    assert named == set(PROJECT["project"]["optional-dependencies"]) - {"dev"}
