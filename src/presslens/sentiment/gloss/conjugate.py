"""One English verb phrase in one tense, with person, number and negation."""

from __future__ import annotations

from typing import Final

from presslens.sentiment.gloss.english import inflect

_MODALS: Final = {
    "can": {
        "pres": "can", "past": "could", "would": "could",
        "would_perfect": "could have been able to",
    },
    "must": {"pres": "must", "would": "should"},
}  # fmt: skip
_FULL: Final = {"can": "be able to", "must": "have to"}


def conjugate(
    base: str, tense: str, *, third: bool, plural: bool, first: bool, negative: bool
) -> list[str]:
    """The words of the phrase; the last one is the verb with what follows it.

    Args:
        base: The verb in its base form, with what follows ("be located", "carry out").
        tense: "pres", "past", "had", "will", "would", "to", "bare", "ing", "part", or "will",
            "would", "to" with "_perfect".
        third: Third person.
        plural: Plural number.
        first: First person singular.
        negative: Whether "not" belongs to it.
    """
    if base in _MODALS:
        modal = _MODALS[base].get(tense)
        if modal is not None:
            return _modal(base, modal, negative=negative)
        base = _FULL[base]
    no = ["not"] if negative else []
    if tense in {"pres", "past"}:
        return _finite(base, tense, third=third, plural=plural, first=first, no=no)
    if tense == "had":
        return ["had", *no, inflect(base, "part")]
    if tense in {"ing", "part"}:
        return [*no, inflect(base, tense)]
    if tense == "bare":
        return [*no, base]
    helper, _, perfect = tense.partition("_")
    lead = [*no, "to"] if helper == "to" else [helper, *no]
    return [*lead, "have", inflect(base, "part")] if perfect else [*lead, base]


def _modal(base: str, modal: str, *, negative: bool) -> list[str]:
    if modal.startswith("could have"):
        return ["could", "not", "have"] if negative else ["could have"]
    return [modal, "not", ""] if negative else [modal]


def _finite(
    base: str, tense: str, *, third: bool, plural: bool, first: bool, no: list[str]
) -> list[str]:
    start, _, rest = base.partition(" ")
    if start == "be":
        if tense == "past":
            be = "were" if plural else "was"
        else:
            be = "are" if plural else "am" if first else "is" if third else "are"
        return [be, *no, rest] if rest or no else [be]
    if no:
        helper = "did" if tense == "past" else "does" if third and not plural else "do"
        return [helper, *no, base]
    if tense == "past":
        return [inflect(base, "past")]
    return [inflect(base, "s") if third and not plural else base]
