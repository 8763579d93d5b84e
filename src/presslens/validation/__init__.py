"""Validation: a person labels a sample of the user's own corpus, and the model's error is known.

``draw`` gives a sample, ``label`` a place to label it in JupyterLab, ``score`` the figures,
``save`` keeps them in the run, and ``stamp`` shows them in its reports.
"""

from presslens.validation.labels import read_labels, refuse_labelled, write_labels
from presslens.validation.page import desk, figures, in_dispute
from presslens.validation.result import Validation, load, save
from presslens.validation.sample import draw, strata
from presslens.validation.scoring import disagreements, score
from presslens.validation.stamp import stamp
from presslens.validation.widget import label

__all__ = [
    "Validation", "desk", "disagreements", "draw", "figures", "in_dispute", "label", "load",
    "read_labels", "refuse_labelled", "save", "score", "stamp", "strata", "write_labels",
]  # fmt: skip
