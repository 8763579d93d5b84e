"""One outlet, one name: "gazeta-de-campie", "gazeta-de-campie.ro" and "Gazeta de Câmpie"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from presslens.language.text import comparison_key

_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[\W_]+")


def slug(outlet: str) -> str:
    """The letters of a name as an address would write them, without domain or subdomain."""
    name = outlet
    if _HOST.fullmatch(outlet):
        labels = outlet.split(".")
        name = labels[-2] if len(labels[-2]) > 3 or len(labels) == 2 else labels[-3]
    return _SEPARATORS.sub("-", comparison_key(name)).strip("-")


def is_written_out(outlet: str) -> bool:
    """Whether a name is meant for readers, and not a folder's or a host's."""
    return not _HOST.fullmatch(outlet) and outlet != slug(outlet)


def one_name_each(outlets: Iterable[str | None]) -> dict[str, str]:
    """The name to show for each folder's or host's name that has one written out in the corpus.

    A name that two outlets could mean is left as it is.
    """
    counts = Counter(o for o in outlets if isinstance(o, str))
    written: dict[str, list[str]] = {}
    for outlet in sorted(counts):
        if is_written_out(outlet):
            written.setdefault(slug(outlet), []).append(outlet)
    return {
        outlet: written[slug(outlet)][0]
        for outlet in counts
        if not is_written_out(outlet) and len(written.get(slug(outlet), ())) == 1
    }
