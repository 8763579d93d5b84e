"""Plots: functions from the table of a measure to a matplotlib ``Axes``.

Each takes ``ax``, ``language``, ``title`` and ``source``, changes no global style and shows
nothing by itself; `show` makes the picture part of a page, with caption and evidence.
"""

from presslens.plots.bars import bar_mentions, speakers
from presslens.plots.describe import alt_text
from presslens.plots.evidence import evidence_list
from presslens.plots.heat import (
    cooccurrence,
    share_of_voice,
    sources_by_outlet,
    speakers_by_outlet,
)
from presslens.plots.sentiment import sentiment_intervals, sentiment_stack, tone_of_outlets
from presslens.plots.sentiment_heat import sentiment_heat, stance_heat
from presslens.plots.sentiment_timeline import sentiment_timeline
from presslens.plots.show import show
from presslens.plots.stacks import implied_by_outlet, words_by_voice
from presslens.plots.stance import stance_cells
from presslens.plots.table import table
from presslens.plots.timelines import articles_timeline, events_timeline

__all__ = [
    "alt_text",
    "articles_timeline",
    "bar_mentions",
    "cooccurrence",
    "events_timeline",
    "evidence_list",
    "implied_by_outlet",
    "sentiment_heat",
    "sentiment_intervals",
    "sentiment_stack",
    "sentiment_timeline",
    "share_of_voice",
    "show",
    "sources_by_outlet",
    "speakers",
    "speakers_by_outlet",
    "stance_cells",
    "stance_heat",
    "table",
    "tone_of_outlets",
    "words_by_voice",
]
