import pytest

from presslens.annotations import Annotations, Context, Mention

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


@pytest.fixture
def annotate():
    """Annotations with the mentions of a few invented actors, found by plain search."""

    def make(text, language="ro"):
        mentions = []
        for name, (label, actor_id, link) in ACTORS.items():
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not text[end : end + 1].isalpha():
                    gender = GENDERS.get(actor_id)
                    mentions.append(Mention(start, end, name, label, actor_id, link, 1.0, gender))
                start = text.find(name, end)
        return Annotations(
            Context("a", language), mentions=sorted(mentions, key=lambda m: (m.start, -m.end))
        )

    return make
