"""The section of a report that tells how well its sentiment was found to be right."""

from __future__ import annotations

from presslens.plots.html import Html
from presslens.run import Run


def validation_stamp(run: Run, *, language: str = "ro") -> Html | None:
    """The figures of the validation that is kept in the run; ``None`` if there is none.

    If the run was annotated anew since and answers otherwise, that is said instead of figures.

    Args:
        run: The run, or a part of it.
        language: "ro" or "en".

    Raises:
        ParameterError: The language has no words.
        RunError: The validation can't be read.
    """
    from presslens.validation.show import words
    from presslens.validation.stamp import stamp

    found = stamp(run, language=language)
    if found is None:
        return None
    title = words(language)["title"]
    html = f'<section class="validation"><h3>{title}</h3>{found.html}</section>'
    return Html(html, f"{title}\n{found.plain}")
