"""Whose voice it is at a place of an article: the outlet's, a speaker's, or a wire's."""

from __future__ import annotations

from presslens.annotations import Annotations, Voice


def voice_at(annotations: Annotations, place: int) -> tuple[Voice, str | None]:
    """Who speaks at the character ``place``, and the id of who that is.

    In a quote it is its speaker; a medium that is quoted, and one that is credited with the
    sentence, is a wire. Everything else is the outlet, which has no id here. Nor has a speaker, or
    a source, who is not known or has no name.
    """
    at = annotations.quote_of(place)
    if at is not None:
        speaker = annotations.quotes[at].speaker
        if speaker is None:
            return "speaker", None
        return "wire" if speaker.label == "MEDIA" else "speaker", speaker.actor_id
    over = [s for s in annotations.sources if s.scope_start <= place < s.scope_end]
    if not over:
        return "outlet", None
    # The credit of the sentence counts before that of the whole article.
    nearest = min(over, key=lambda s: s.scope_end - s.scope_start)
    return "wire", nearest.actor_id
