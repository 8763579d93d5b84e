"""Reports: notebooks executed and turned into pages that open offline."""

from presslens.reporting.findings import Findings, findings
from presslens.reporting.site import report

__all__ = ["Findings", "findings", "report"]
