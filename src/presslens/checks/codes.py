"""The codes of the checks, and what each means in each language of the report."""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

import yaml


def _load() -> dict[str, dict[str, str]]:
    file = resources.files("presslens.checks") / "codes.yaml"
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {str(code): {str(k): str(v) for k, v in texts.items()} for code, texts in data.items()}


CODES: Final[dict[str, dict[str, str]]] = _load()
"""Code → description in "ro" and "en"."""
