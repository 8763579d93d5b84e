import datetime as dt

import pytest

from presslens.annotations import Context
from presslens.language.pipeline import annotate_text


@pytest.fixture
def found(request):
    """``found(text, language="ro", published="2025-11-26")``: code and words of each check."""

    def check(text, language="ro", published="2025-11-26"):
        nlp = request.getfixturevalue(f"nlp_{language}")
        day = None if published is None else dt.date.fromisoformat(published)
        checks = annotate_text(nlp, text, Context("a", language, day)).checks
        return [(c.code, text[c.start : c.end]) for c in checks]

    return check
