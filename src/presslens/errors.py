"""The exceptions of presslens.

Every message says what was wrong, what is allowed, and what to do. Catch
:class:`PresslensError` to catch them all.
"""


class PresslensError(Exception):
    """Base of every error that presslens raises on purpose."""


class CorpusError(PresslensError):
    """The path given holds nothing that can be read as articles."""


class RegistryError(PresslensError):
    """An actor registry file breaks a rule; the message names file and line."""


class ParameterError(PresslensError, ValueError):
    """A parameter has a value that is not allowed; the message lists what is."""


class RunError(PresslensError):
    """A run folder can't be read, or was written by another version."""


class MissingDataError(PresslensError):
    """A language, model or component is not there; the message says how to get it."""


class ValidationError(PresslensError):
    """A label file breaks a rule or does not fit its run; the message names file and row."""


class ReportError(PresslensError):
    """One or more pages of a report could not be made."""
