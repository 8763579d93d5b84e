"""One page: an executed notebook as HTML that needs nothing from outside."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from presslens.reporting.notebooks import Outcome
from presslens.reporting.words import words

HIDDEN_TAGS = frozenset({"parameters", "injected-parameters", "papermill-error-cell-tag"})


@dataclass(frozen=True)
class Link:
    """An entry of the navigation."""

    href: str
    title: str


def title_of(notebook: Any, language: str) -> str:  # noqa: ANN401
    """The title of a notebook in ``language``."""
    return str(notebook.metadata.get("presslens", {}).get("title", {}).get(language, ""))


def question_of(notebook: Any, language: str) -> str:  # noqa: ANN401
    """What a notebook asks, in ``language``."""
    return str(notebook.metadata.get("presslens", {}).get("question", {}).get(language, ""))


def in_language(notebook: Any, language: str) -> Any:  # noqa: ANN401
    """A copy of ``notebook`` without the cells of other languages and those that set it up."""
    kept = copy.deepcopy(notebook)
    kept.cells = [c for c in kept.cells if _belongs(set(c.metadata.get("tags", [])), language)]
    return kept


def _belongs(tags: set[str], language: str) -> bool:
    languages = {t for t in tags if t.startswith("lang-")}
    return not tags & HIDDEN_TAGS and (not languages or f"lang-{language}" in languages)


def frame(
    language: str, pages: list[Link], current: str, title: str, subtitle: str
) -> dict[str, Any]:
    """What the head and foot of every page need."""
    from presslens import __version__
    from presslens.plots.labels import day

    import pandas as pd  # isort: skip

    today = pd.Timestamp(dt.datetime.now().astimezone().date())
    return {
        "language": language,
        "words": words(language),
        "pages": pages,
        "current": current,
        "title": title,
        "subtitle": subtitle,
        "version": __version__,
        "made_on": day(today, language),
    }


def render_page(outcome: Outcome, language: str, pages: list[Link], subtitle: str) -> str:
    """The HTML page of an executed notebook.

    Args:
        outcome: The notebook, and why it failed if it did.
        language: Of the prose to keep, "ro" or "en".
        pages: The navigation.
        subtitle: What the report is about.
    """
    from nbconvert.exporters import HTMLExporter

    base = str(resources.files("presslens.reporting"))
    exporter = HTMLExporter(
        template_name="template",
        extra_template_basedirs=[base],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        embed_images=True,
    )
    exporter.environment.loader.loaders.insert(0, _template_loader())
    title = title_of(outcome.notebook, language) or outcome.name
    told = frame(language, pages, f"{outcome.name}.html", title, subtitle)
    told["failure"] = outcome.failure
    html, _ = exporter.from_notebook_node(in_language(outcome.notebook, language), resources=told)
    return str(html)


def render_index(
    told: dict[str, Any],
    cards: list[dict[str, Any]],
    findings: str,
    facts: list[tuple[str, str]],
    *,
    validation: str = "",
) -> str:
    """The index of a report; ``findings`` and ``validation`` are HTML already."""
    import jinja2
    import markupsafe

    environment = jinja2.Environment(loader=_template_loader(), autoescape=True)
    template = environment.get_template("presslens/site.html.j2")
    return template.render(
        resources=told, cards=cards, findings=markupsafe.Markup(findings), facts=facts,
        validation=markupsafe.Markup(validation),
    )  # fmt: skip


def _template_loader() -> Any:  # noqa: ANN401
    import jinja2

    folder = Path(str(resources.files("presslens.reporting"))) / "template"
    return jinja2.PrefixLoader({"presslens": jinja2.FileSystemLoader(str(folder))})
