"""Measures: pure functions from the tables of a run to tables of numbers.

Each takes a run (anything with the tables as attributes), changes nothing, and gives a DataFrame
that carries its n and, where it is an estimate, an interval. Same input, same output.
"""

from presslens.measures.checks import checks_found
from presslens.measures.coverage import coverage
from presslens.measures.evidence import evidence
from presslens.measures.frequency import cooccurrence, mentions_by_actor, share_of_voice
from presslens.measures.quotes import speakers
from presslens.measures.reading import reading_notes
from presslens.measures.sentiment import (
    own_and_quoted,
    sentiment_by_actor,
    sentiment_by_actor_and_outlet,
    sentiment_by_outlet,
    sentiment_over_time,
    tone_of_outlets,
)
from presslens.measures.tables import Tables
from presslens.measures.time import agenda, articles_by_day, dated_events

__all__ = [
    "Tables",
    "agenda",
    "articles_by_day",
    "checks_found",
    "cooccurrence",
    "coverage",
    "dated_events",
    "evidence",
    "mentions_by_actor",
    "own_and_quoted",
    "reading_notes",
    "sentiment_by_actor",
    "sentiment_by_actor_and_outlet",
    "sentiment_by_outlet",
    "sentiment_over_time",
    "share_of_voice",
    "speakers",
    "tone_of_outlets",
]
