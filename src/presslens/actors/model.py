"""What a registry entry is: the typed, validated form of one actor in the YAML files."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal[
    "person",
    "state",
    "party",
    "organisation",
    "institution",
    "company",
    "agency",
    "outlet",
    "place",
]
"""``organisation`` is international or civic, ``institution`` belongs to a state, ``agency`` and
``outlet`` are media, ``place`` is a name that is only ever a place (Gaza)."""

Office = Literal[
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "justice_minister",
    "minister",
    "leader",
    "secretary_general",
    "spokesperson",
    "special_envoy",
    "diplomatic_adviser",
    "high_representative",
    "central_bank_governor",
    "mayor",
    "ambassador",
    "candidate",
]
"""``leader`` heads an organisation, party or institution (``of`` says which); ``candidate`` stood
for the head of state of ``of``."""

ActorId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(_Strict):
    """One name in each language; English falls back on Romanian and the other way round."""

    ro: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Names:
        if self.ro is None and self.en is None:
            raise ValueError("give a name in 'ro' or in 'en'")
        return self

    def get(self, language: str) -> str:
        """The name in ``language`` ("ro" or "en"), or else the other one."""
        chosen = self.en if language == "en" else self.ro
        return chosen or self.ro or self.en or ""


class NameLists(_Strict):
    """Further names, or adjectives, in each language."""

    ro: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()

    def get(self, language: str) -> tuple[str, ...]:
        """The list of ``language``."""
        return self.en if language == "en" else self.ro


class Metonym(_Strict):
    """A place or building that stands for the actor; ``place`` if it is also simply a place."""

    name: Names
    place: bool = False


class Tenure(_Strict):
    """An office held from one day to another; ``to`` is missing while it lasts."""

    office: Office
    of: ActorId | None = None
    start: dt.date | None = Field(default=None, alias="from")
    end: dt.date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Tenure:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"'to' ({self.end}) lies before 'from' ({self.start})")
        return self

    def holds_on(self, day: dt.date) -> bool:
        """Whether the office was held on ``day`` (the last day included)."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Actor(_Strict):
    """One person, state, party, organisation, institution, medium or place."""

    id: ActorId
    kind: Kind
    name: Names
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")] | None = None
    gender: Literal["f", "m"] | None = None
    aliases: NameLists = NameLists()
    forms: NameLists = NameLists()
    """Inflected forms that the rules can't make (Băncii Naționale a României)."""
    adjectives: NameLists = NameLists()
    """Romanian: masculine singular (rus, american); the other forms are generated."""
    metonyms: tuple[Metonym, ...] = ()
    offices: tuple[Tenure, ...] = ()
    known: bool = True
