"""The codes of the checks: how grave each is, and what it says in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import yaml

from presslens.annotations import Check, Severity

Texts = Mapping[str, str]


@dataclass(frozen=True)
class CheckCode:
    """A kind of check; texts are by language, "ro" and "en"."""

    code: str
    severity: Severity
    description: Texts
    reasons: Mapping[str, Texts]
    """Sentences with places in braces: "reason", and parts or other forms of it by name."""

    def at(
        self, start: int, end: int, language: str, form: str = "reason", **found: object
    ) -> Check:
        """The check at one place, with its reason in the language of the article."""
        message = self.text(form, language).format(**found)
        return Check(self.code, self.severity, start, end, message)

    def text(self, form: str, language: str) -> str:
        """One of :attr:`reasons` as it stands, in English for a language without texts."""
        texts = self.reasons[form]
        return texts.get(language, texts["en"])


def _load() -> dict[str, CheckCode]:
    file = resources.files("presslens.checks") / "codes.yaml"
    data: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {code: _code(code, dict(entry)) for code, entry in data.items()}


def _code(code: str, entry: dict[str, Any]) -> CheckCode:
    description = {language: str(entry.pop(language)) for language in ("ro", "en")}
    return CheckCode(code, entry.pop("severity"), description, entry)


CODES: Final[dict[str, CheckCode]] = _load()
"""By code, in the order in which they are listed."""
