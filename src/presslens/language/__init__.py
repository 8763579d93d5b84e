"""The languages: their data, and the spaCy pipelines that read them."""

from presslens.language.pipeline import LANGUAGES, load

__all__ = ["LANGUAGES", "load"]
