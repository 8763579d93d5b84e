"""The forms under which an article names somebody, by the words they are made of."""

from __future__ import annotations

from typing import Final, NamedTuple

from spacy.tokens import Doc

from presslens.actors.people import Named
from presslens.language.text import comparison_key

ENOUGH: Final = 2
"""Times that a lone word has to be a name, if nothing else speaks for it."""


_MOST_OWNERS: Final = 4
"""More are not told apart: the form is open anyway."""


class Form(NamedTuple):
    """Whose form it is, and whether it is the whole name and not a part that stands for it."""

    named: Named
    full: bool


Index = dict[tuple[str, ...], list[Form]]
"""Forms by the comparison keys of their tokens; several where two persons share a surname."""


def add_form(index: Index, key: tuple[str, ...], form: Form) -> None:
    """Adds a form, unless it is there."""
    forms = index.setdefault(key, [])
    if len(forms) < _MOST_OWNERS and all(known.named is not form.named for known in forms):
        forms.append(form)


def keys_of(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    """The comparison keys of tokens."""
    return tuple(comparison_key(doc[at].text) for at in range(first, last))
