"""Registers every component with spaCy, and the attribute that they share.

Importing this module is enough to use ``presslens_mentions`` and the others in another pipeline:
docs/components.md shows it. Where the day of an article matters (offices, dates) its document is
given ``doc._.presslens = Annotations(Context(...))`` before they run.
"""

from __future__ import annotations

from spacy.tokens import Doc

import presslens.actors.component
import presslens.checks.component
import presslens.language.encoder
import presslens.language.lemmas
import presslens.language.readers
import presslens.language.sentences
import presslens.sentiment.component
import presslens.speech.component
import presslens.timeline.component  # noqa: F401

if not Doc.has_extension("presslens"):
    Doc.set_extension("presslens", default=None)
