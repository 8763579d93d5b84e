"""When: temporal expressions resolved into days, and the dated events of an article."""

from presslens.timeline.events import find_events
from presslens.timeline.resolve import Resolved, resolve

__all__ = ["Resolved", "find_events", "resolve"]
