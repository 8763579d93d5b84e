"""Reports: notebooks executed and turned into pages that open offline."""

from presslens.reporting.findings import Findings, findings
from presslens.reporting.measured import how_sentiment_was_measured
from presslens.reporting.site import report
from presslens.reporting.validation import validation_stamp

__all__ = ["Findings", "findings", "how_sentiment_was_measured", "report", "validation_stamp"]
