"""Loads actor registries from YAML, checks them, and lays the user's corrections over ours."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from presslens.actors.model import Actor, Tenure
from presslens.actors.registry_file import Part, RegistryFile
from presslens.errors import RegistryError

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Registry:
    """The actors we know, by id, and the ids that were merged into others."""

    actors: Mapping[str, Actor]
    merged: Mapping[str, str]

    def __getitem__(self, actor_id: str) -> Actor:
        return self.actors[self.merged.get(actor_id, actor_id)]

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self.actors or actor_id in self.merged

    def __len__(self) -> int:
        return len(self.actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors.values())

    def holders(self, office: str, of: str, day: dt.date | None) -> list[Actor]:
        """Who held ``office`` of the actor ``of`` on ``day``; without a day, whoever ever did."""
        held = self._tenures.get((office, self.merged.get(of, of)), ())
        return list(
            {
                actor.id: actor for actor, tenure in held if day is None or tenure.holds_on(day)
            }.values()
        )

    @functools.cached_property
    def _tenures(self) -> Mapping[tuple[str, str | None], list[tuple[Actor, Tenure]]]:
        tenures: dict[tuple[str, str | None], list[tuple[Actor, Tenure]]] = defaultdict(list)
        for actor in self:
            for tenure in actor.offices:
                of = self.merged.get(tenure.of, tenure.of) if tenure.of else None
                tenures[tenure.office, of].append((actor, tenure))
        return tenures

    def fingerprint(self) -> str:
        """A short hash that changes whenever an entry does."""
        text = "\n".join(a.model_dump_json() for a in self) + repr(sorted(self.merged.items()))
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def builtin_files() -> list[Path]:
    """The registry files that come with the package, in a fixed order."""
    folder = resources.files("presslens.actors") / "registry"
    return sorted(Path(str(f)) for f in folder.iterdir() if f.name.endswith(".yaml"))


def load_registry(*user_files: Path) -> Registry:
    """The registry of the package with the user's files laid over it.

    It is kept until one of the user's files changes.

    Args:
        user_files: YAML files, or folders of them, in the order in which they apply. A file may
            hold ``actors`` (new, or replacing the fields it gives of one that exists), ``rename``
            (id → names), ``merge`` (id → the id it becomes) and ``remove`` (list of ids).
            To split an actor, take the alias away by redefining the actor and add a new one.

    Raises:
        RegistryError: A file can't be read or breaks a rule; the message says where and what to do.
    """
    return _load(stamp(user_files))


def stamp(user_files: Iterable[Path]) -> Stamp:
    """Path, time and size of each of the user's files: another stamp, another registry.

    Raises:
        RegistryError: There is no such file.
    """
    files = []
    for path in _expand(user_files):
        try:
            found = path.stat()
        except OSError as error:
            raise RegistryError(f"{path}: can't be read ({error}); check the file") from error
        files.append((str(path), found.st_mtime_ns, found.st_size))
    return tuple(files)


def _expand(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
        elif path.is_file():
            yield path
        else:
            raise RegistryError(f"{path}: no such registry file; check the path given")


@functools.lru_cache(maxsize=8)
def _load(files: Stamp) -> Registry:
    ours = _builtin()
    draft = _Draft(dict(ours.actors), dict(ours.merged), dict(ours.places))
    for name, _, _ in files:
        draft.lay_over(RegistryFile.read(Path(name)))
    draft.check_references()
    return Registry(draft.actors, draft.merged)


@functools.cache
def _builtin() -> _Draft:
    draft = _Draft()
    for path in builtin_files():
        draft.lay_over(RegistryFile.read(path))
    return draft


@dataclass
class _Draft:
    """The registry while files are laid over one another; ``places`` says where each is from."""

    actors: dict[str, Actor] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def lay_over(self, file: RegistryFile) -> None:
        for part in file.actors():
            key = self.merged.get(part.key, part.key)
            if key != part.key:
                raise RegistryError(
                    f"{part.where}: actor {part.key!r} was merged into {key!r}; change that one"
                )
            self.actors[key] = _validated(part, self.actors.get(key))
            self.places[key] = part.where
        for part in file.pairs("rename"):
            self._rename(part)
        for part in file.pairs("merge"):
            self._merge(part)
        for part in file.removed():
            self._remove(part)

    def _rename(self, part: Part) -> None:
        before = self._known(part.key, f"{part.where}: rename")
        names = [(lang, before.name.get(lang)) for lang in ("ro", "en")]
        aliases = {lang: [*before.aliases.get(lang), name] for lang, name in names}
        data = {"id": part.key, "name": part.value, "aliases": aliases}
        self.actors[part.key] = _validated(Part(part.key, data, part.where), before)

    def _merge(self, part: Part) -> None:
        source = self._known(part.key, f"{part.where}: merge")
        wanted = str(part.value)
        target = self.merged.get(wanted, wanted)
        self._known(target, f"{part.where}: merge {part.key} into")
        if target == part.key:
            raise RegistryError(
                f"{part.where}: {part.key!r} can't be merged into itself; take the line out"
            )
        del self.actors[part.key]
        self.actors[target] = _join(source, self.actors[target])
        self.merged.update({k: target for k, v in self.merged.items() if v == part.key})
        self.merged[part.key] = target

    def _remove(self, part: Part) -> None:
        self._known(part.key, f"{part.where}: remove")
        del self.actors[part.key]
        self.merged = {k: v for k, v in self.merged.items() if v != part.key}

    def _known(self, actor_id: str, where: str) -> Actor:
        if actor_id in self.actors:
            return self.actors[actor_id]
        from rapidfuzz import process

        near = process.extractOne(actor_id, list(self.actors), score_cutoff=60)
        hint = f"did you mean {near[0]!r}?" if near else "add the actor, or correct the id"
        raise RegistryError(f"{where}: no actor has the id {actor_id!r}; {hint}")

    def check_references(self) -> None:
        for actor in self.actors.values():
            for tenure in actor.offices:
                if tenure.of and tenure.of not in self.merged:
                    place = self.places[actor.id]
                    where = f"{place}: actor {actor.id!r}, office {tenure.office!r}, of"
                    self._known(tenure.of, where)


def _validated(part: Part, before: Actor | None) -> Actor:
    base = before.model_dump(by_alias=True, exclude_unset=True) if before else {}
    try:
        return Actor.model_validate({**base, **part.value})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(p) for p in first["loc"]) or "entry"
        given: Any = first.get("input")
        remedy = "correct the field or take it out"
        if isinstance(given, bool):
            remedy = "put NO, YES, ON and OFF in quotation marks"  # YAML reads them as true, false
        raise RegistryError(
            f"{part.where}: actor {part.key!r}, field {field!r}: {first['msg']} "
            f"(given: {str(given)[:80]!r}); {remedy}"
        ) from error


def _join(source: Actor, target: Actor) -> Actor:
    """``target`` with the names, forms, metonyms and offices of ``source`` besides."""

    def both(field: str) -> dict[str, tuple[str, ...]]:
        a, b = getattr(target, field), getattr(source, field)
        return {lang: tuple(dict.fromkeys([*a.get(lang), *b.get(lang)])) for lang in ("ro", "en")}

    aliases = both("aliases")
    for lang in ("ro", "en"):
        aliases[lang] = tuple(dict.fromkeys([*aliases[lang], source.name.get(lang)]))
    data = target.model_dump(by_alias=True)
    data.update(
        aliases=aliases,
        forms=both("forms"),
        adjectives=both("adjectives"),
        metonyms=[m.model_dump() for m in (*target.metonyms, *source.metonyms)],
        offices=[t.model_dump(by_alias=True) for t in (*target.offices, *source.offices)],
    )
    return Actor.model_validate(data)
