"""Measures: pure functions from the tables of a run to tables of numbers.

Each takes a run (anything with the tables as attributes), changes nothing, and gives a DataFrame
that carries its n and, where it is an estimate, an interval. Same input, same output.
"""

from presslens.measures.checks import checks_found
from presslens.measures.coverage import coverage
from presslens.measures.evidence import evidence
from presslens.measures.frequency import cooccurrence, mentions_by_actor, share_of_voice
from presslens.measures.quotes import (
    implied_by_outlet,
    reporting_verbs,
    speakers,
    speakers_by_gender,
    speakers_by_outlet,
)
from presslens.measures.reading import reading_notes
from presslens.measures.sentiment import (
    sentiment_by_actor,
    sentiment_by_actor_and_outlet,
    sentiment_by_outlet,
    sentiment_by_voice,
    sentiment_over_time,
    tone_of_outlets,
)
from presslens.measures.sources import sources_by_outlet, sources_credited
from presslens.measures.stance import quote_targets, stance_matrix, stance_quotes
from presslens.measures.tables import Tables
from presslens.measures.time import agenda, articles_by_day, dated_events
from presslens.measures.voices import words_by_voice

__all__ = [
    "Tables",
    "agenda",
    "articles_by_day",
    "checks_found",
    "cooccurrence",
    "coverage",
    "dated_events",
    "evidence",
    "implied_by_outlet",
    "mentions_by_actor",
    "quote_targets",
    "reading_notes",
    "reporting_verbs",
    "sentiment_by_actor",
    "sentiment_by_actor_and_outlet",
    "sentiment_by_outlet",
    "sentiment_by_voice",
    "sentiment_over_time",
    "share_of_voice",
    "sources_by_outlet",
    "sources_credited",
    "speakers",
    "speakers_by_gender",
    "speakers_by_outlet",
    "stance_matrix",
    "stance_quotes",
    "tone_of_outlets",
    "words_by_voice",
]
