"""Reads articles and gives what an editor should look at, by file and line."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presslens.annotations import Severity
from presslens.errors import ParameterError
from presslens.linting.places import Places
from presslens.linting.silence import FILE, Rule, known_codes, read_rules

if TYPE_CHECKING:
    import pandas as pd

log = logging.getLogger(__name__)
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
_UNUSED: Final = frozenset({"sentiments"})
"""Components that no check needs."""


@dataclass(frozen=True, order=True)
class Finding:
    """A check at its place: file (as it was named), line and column from 1, code, reason."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    text: str


def lint(
    path: str | Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    ignore_file: str | Path | None = None,
    registry: str | Path | list[Path] | None = None,
) -> list[Finding]:
    """What an editor should look at in the articles of ``path``.

    Args:
        path: An article or a folder of articles, in any form that presslens reads.
        select: Only these codes; by default all.
        ignore: All but these codes.
        ignore_file: A file that silences single findings (`presslens.linting.silence`); by default
            ``.presslens-ignore`` in the folder, if there is one.
        registry: The user's registry; by default ``data/actors`` here or above.

    Returns:
        The findings, in the order of files, lines and columns.

    Raises:
        CorpusError: Nothing in ``path`` can be read.
        ParameterError: There is no such code, or the file breaks a rule.
        RegistryError: A registry file breaks a rule.
    """
    from presslens.corpus import read_corpus
    from presslens.paths import user_registry

    path = Path(path)
    wanted, unwanted = known_codes(select), known_codes(ignore)
    rules = _rules(path, ignore_file)
    articles = read_corpus(path)
    folder = path if path.is_dir() else path.parent
    used: set[Rule] = set()
    found = []
    for finding in _findings(articles, folder, user_registry(registry)):
        if (wanted and finding.code not in wanted) or finding.code in unwanted:
            continue
        within = Path(finding.file).relative_to(folder).as_posix()
        told = f"{finding.text}\n{finding.message}"
        silencing = {rule for rule in rules if rule.silences(finding.code, within, told)}
        used |= silencing
        if not silencing:
            found.append(finding)
    for rule in rules:
        if rule not in used:
            log.warning("line %d of the ignore file silences nothing: %s", rule.line, rule.code)
    return sorted(found)


def _rules(path: Path, ignore_file: str | Path | None) -> list[Rule]:
    if ignore_file is not None:
        return read_rules(Path(ignore_file))
    usual = (path if path.is_dir() else path.parent) / FILE
    return read_rules(usual) if usual.is_file() else []


def _findings(
    articles: pd.DataFrame, folder: Path, registry: tuple[Path, ...]
) -> Iterator[Finding]:
    from presslens.engine.local import context_of
    from presslens.language import LANGUAGES, load
    from presslens.language.pipeline import annotate_text

    for record in articles.to_dict("records"):
        context = context_of({str(name): value for name, value in record.items()})
        file, text = folder / record["source_file"], record["text"]
        if context.language not in LANGUAGES:
            log.warning("%s is in no language that can be checked", file)
            continue
        nlp = load(context.language, registry=registry)
        checks = annotate_text(nlp, text, context, without=_UNUSED).checks
        places = Places(file, text) if checks else None
        for check in checks:
            assert places is not None, "there are checks"
            line, column = places.of(check.start, check.end)
            words = text[check.start : check.end]
            yield Finding(str(file), line, column, check.code, check.severity, check.message, words)


def is_failing(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of ``findings`` is as grave as ``fail_on`` or graver.

    Raises:
        ParameterError: There is no such severity.
    """
    if fail_on not in (*SEVERITIES, "never"):
        raise ParameterError(
            f"fail_on is {fail_on!r}; allowed are {', '.join(SEVERITIES)} and never"
        )
    if fail_on == "never":
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in grave for finding in findings)
