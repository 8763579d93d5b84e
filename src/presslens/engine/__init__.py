"""Runs the pipelines over partitions of articles, in one process or in several."""

from presslens.engine.local import Settings, annotate_partitions

__all__ = ["Settings", "annotate_partitions"]
