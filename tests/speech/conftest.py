import pytest

from presslens.annotations import Annotations, Context, Mention
from presslens.language.pipeline import COMPONENTS

ACTORS = {
    "Ana Pop": ("PERSON", "ana-pop", "name"),
    "Maria Nor": ("PERSON", "maria-nor", "name"),
    "Ion Dan": ("PERSON", "ion-dan", "name"),
    "șefa statului": ("PERSON", "ana-pop", "office"),
    "Sudania": ("GPE", "sudania", "name"),
    "Sudaniei": ("GPE", "sudania", "form"),
    "Partidul Verde": ("ORG", "partidul-verde", "name"),
    "Cetatea": ("LOC", None, "place"),
    "Agerpres": ("MEDIA", "agerpres", "name"),
    "Reuters": ("MEDIA", "reuters", "name"),
    "AFP": ("MEDIA", "afp", "name"),
}
GENDERS = {"maria-nor": "f", "ion-dan": "m"}


def mentions_in(text):
    """The mentions of a few invented actors, found by plain search."""
    mentions = []
    for name, (label, actor_id, link) in ACTORS.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not text[end : end + 1].isalpha():
                gender = GENDERS.get(actor_id)
                mentions.append(Mention(start, end, name, label, actor_id, link, 1.0, gender))
            start = text.find(name, end)
    return sorted(mentions, key=lambda m: (m.start, -m.end))


@pytest.fixture
def read_text(request):
    """``read_text(text, language="ro")``: the parsed document, and annotations with mentions."""

    def read(text, language="ro"):
        nlp = request.getfixturevalue(f"nlp_{language}")
        doc = nlp.make_doc(text)
        doc._.presslens = Annotations(Context("a", language), mentions=mentions_in(text))
        for name, component in nlp.pipeline:
            if name == "sentences" or name not in COMPONENTS:
                doc = component(doc)
        return doc, doc._.presslens

    return read


@pytest.fixture
def quotes(read_text):
    """``quotes(text)``: kind, words, cue and actor of each quote."""
    from presslens.speech import find_quotes

    def found(text, language="ro"):
        return [
            (q.kind, text[q.start : q.end], q.cue, q.speaker.actor_id if q.speaker else None)
            for q in find_quotes(*read_text(text, language))
        ]

    return found
