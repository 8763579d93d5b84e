"""Groups the names of organisations in one article, and the acronyms that it gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from presslens.actors.candidates import Candidate
from presslens.actors.form_index import ENOUGH, Form, Index, add_form, keys_of
from presslens.actors.nominative import organisation_name
from presslens.actors.people import Named
from presslens.annotations import Mention
from presslens.language.text import comparison_key

_LONGEST_ACRONYM: Final = 10


def index_organisations(found: Sequence[Candidate], doc: Doc, index: Index) -> None:
    """Adds the organisations among ``found``, in every form in which they stand."""
    bodies: dict[str, Named] = {}
    seen: Counter[str] = Counter()
    spans = []
    for one in found:
        if one.kind == "organisation":
            tokens = doc[one.first : one.last]
            words, tags = _words(tokens.text, [(t.text, t.pos_) for t in tokens])
            name = organisation_name(words, tags)
            key = comparison_key(name)
            seen[key] += ENOUGH if one.sure else 1
            bodies.setdefault(key, Named("organisation")).names[name] += 1
            spans.append((key, one))
    for key, one in spans:
        if seen[key] >= ENOUGH:
            add_form(index, keys_of(doc, one.first, one.last), Form(bodies[key], full=True))
            add_form(index, tuple(key.split()), Form(bodies[key], full=True))


def _words(text: str, tokens: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The words of a name between blanks, and the part of speech of the first token of each."""
    words = text.split()
    tags, at = [], 0
    for word in words:
        tags.append(tokens[at][1] if at < len(tokens) else "X")
        length = 0
        while at < len(tokens) and length < len(word):
            length += len(tokens[at][0].strip())
            at += 1
    return words, tags


def index_acronyms(
    found: Sequence[Candidate], doc: Doc, known: Sequence[Mention], index: Index
) -> None:
    """Autoritatea Electorală Permanentă (AEP): the acronym in brackets is another name for it."""
    owners = {m.start: m.actor_id for m in known if m.actor_id and m.label == "ORG"}
    for one in found:
        if one.kind != "organisation" or one.last + 2 >= len(doc) or one.last - one.first < 2:
            continue
        opening, acronym, closing = doc[one.last], doc[one.last + 1], doc[one.last + 2]
        if opening.text != "(" or closing.text != ")" or not _abbreviates(acronym.text, one, doc):
            continue
        forms = index.get(keys_of(doc, one.first, one.last), [])
        if not forms:
            continue
        body = forms[0].named
        if acronym.idx in owners:
            body.actor_id = owners[acronym.idx]
            continue
        for ending in ("", "-ul", "-ului"):
            index[(comparison_key(acronym.text) + ending,)] = [Form(body, full=False)]


def _abbreviates(acronym: str, one: Candidate, doc: Doc) -> bool:
    """Whether ``acronym`` has the first letters of the words of the name, or most of them."""
    if not acronym.isalpha() or not 2 <= len(acronym) <= _LONGEST_ACRONYM or acronym.islower():
        return False
    letters = [doc[at].text[0].lower() for at in range(one.first, one.last)]
    capitals = [c.lower() for c in acronym if c.isupper()]
    rest = iter(comparison_key("".join(letters)))
    fitting = sum(c in rest for c in comparison_key("".join(capitals)))
    return len(capitals) > 1 and fitting >= len(capitals) - 1 and fitting > 1
