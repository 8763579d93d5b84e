"""An error of a model, made up for tests."""

from presslens.sentiment.errors import ANSWERS, CLASSES, Confusion

COUNTS = ((30, 8, 1, 5), (12, 212, 10, 15), (1, 3, 12, 4))
ON = {"ro": "mențiuni de probă", "en": "test mentions"}


def entry(*, model="lexicon", language="ro", counts=COUNTS):
    """An entry as ``errors.yaml`` has it."""
    rows = {c: dict(zip(ANSWERS, row, strict=True)) for c, row in zip(CLASSES, counts, strict=True)}
    return {"model": model, "language": language, "on": ON, "counts": rows}


def confusion(*, model="lexicon", language="ro", counts=COUNTS):
    """The same as it is read."""
    return Confusion(model, language, counts, tuple(ON.items()))
