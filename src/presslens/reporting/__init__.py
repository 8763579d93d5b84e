"""Reports: notebooks executed and turned into pages that open offline."""

from presslens.reporting.findings import Findings, findings
from presslens.reporting.site import report
from presslens.reporting.validation import validation_stamp

__all__ = ["Findings", "findings", "report", "validation_stamp"]
