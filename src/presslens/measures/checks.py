"""What an editor should look at, with the words around it."""

from __future__ import annotations

import pandas as pd

from presslens.measures.tables import LANGUAGES, Tables, check_choice, kept_articles

_AROUND = 60
_ORDER = ("error", "warning", "note")


def checks_found(
    run: Tables, *, severity: str | None = None, language: str = "ro", limit: int | None = None
) -> pd.DataFrame:
    """The checks with their place, the graver first.

    Args:
        run: The tables.
        severity: Keep "error", "warning" or "note".
        language: Language of the descriptions, "ro" or "en".
        limit: Keep this many rows.

    Returns:
        One row a check: severity, check (what it means), message (the reason at this place),
        passage (the words and those around them), outlet, title, article_id, code.

    Raises:
        ParameterError: The severity or language is not known.
    """
    from presslens.checks import CODES

    check_choice("language", language, LANGUAGES)
    found = run.checks
    if severity is not None:
        check_choice("severity", severity, _ORDER)
        found = found[found["severity"] == severity]
    columns = ["article_id", "outlet", "title", "text"]
    rows = found.merge(kept_articles(run)[columns], on="article_id", how="inner")
    rank = rows["severity"].map({s: n for n, s in enumerate(_ORDER)})
    rows = rows.assign(rank=rank).sort_values(["rank", "code"], kind="stable")
    rows = rows.head(len(rows) if limit is None else limit)
    spans = zip(rows["text"], rows["start"], rows["end"], strict=True)
    meanings = [CODES[code].description[language] for code in rows["code"]]
    rows = rows.assign(
        check=pd.Series(meanings, index=rows.index, dtype="str"),
        passage=pd.Series([_around(*span) for span in spans], index=rows.index, dtype="str"),
    )
    chosen: pd.DataFrame = rows[
        ["severity", "check", "message", "passage", "outlet", "title", "article_id", "code"]
    ]
    return chosen.reset_index(drop=True)


def _around(text: str, start: int, end: int) -> str:
    """The span with some words on both sides, cut between words."""
    left = text[max(0, start - _AROUND) : start]
    right = text[end : end + _AROUND]
    if start > _AROUND:
        left = "… " + left.partition(" ")[2]
    if end + _AROUND < len(text):
        right = right.rpartition(" ")[0] + " …"
    return " ".join(f"{left}{text[start:end]}{right}".split())
