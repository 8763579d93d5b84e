"""Reads one registry file: bounded YAML without aliases, and the line on which each part stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from presslens.errors import RegistryError

SECTIONS: Final = ("provenance", "actors", "rename", "merge", "remove")
MAX_FILE_BYTES: Final = 64_000_000
_MAX_DEPTH: Final = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Part:
    """A piece of a file and its place: an actor, or a line of ``rename``, ``merge``, ``remove``.

    ``key`` is the actor's id.
    """

    key: str
    value: Any
    where: str


@dataclass(frozen=True)
class RegistryFile:
    """The sections of one file."""

    name: str
    sections: dict[str, tuple[Any, yaml.Node]]

    @classmethod
    def read(cls, path: Path) -> RegistryFile:
        """The file at ``path``.

        Raises:
            RegistryError: It can't be read, is not YAML, or has an unknown section.
        """
        document, root = _parse(path)
        for key, node in root.items():
            if key not in SECTIONS:
                raise RegistryError(
                    f"{path.name}:{node.start_mark.line + 1}: unknown section {key!r}; "
                    f"allowed are {', '.join(SECTIONS)}"
                )
        filled = {k: (document[k], root[k]) for k in root if document[k] is not None}
        return cls(path.name, filled)

    def actors(self) -> Iterator[Part]:
        """The entries of ``actors``."""
        seen: dict[str, str] = {}
        for item in self._list("actors", "begin each with '- id:'"):
            if not isinstance(item.value, dict):
                raise RegistryError(
                    f"{item.where}: an actor must be a mapping with id, kind and name"
                )
            key = str(item.value.get("id", ""))
            if key in seen:
                raise RegistryError(
                    f"{item.where}: actor {key!r} stands in this file already ({seen[key]}); "
                    "put both entries into one"
                )
            seen[key] = item.where
            yield Part(key, item.value, item.where)

    def removed(self) -> Iterator[Part]:
        """The ids under ``remove``."""
        return self._list("remove", "begin each line with '- ' and an id")

    def pairs(self, section: str) -> Iterator[Part]:
        """The lines ``id: value`` of ``rename`` or ``merge``."""
        if section not in self.sections:
            return
        data, node = self.sections[section]
        if not isinstance(node, yaml.MappingNode):
            raise RegistryError(f"{self._at(node)}: {section!r} must be a mapping, id: value")
        for (key, value), (place, _) in zip(data.items(), node.value, strict=True):
            yield Part(str(key), value, self._at(place))

    def _list(self, section: str, remedy: str) -> Iterator[Part]:
        if section not in self.sections:
            return
        data, node = self.sections[section]
        if not isinstance(node, yaml.SequenceNode):
            raise RegistryError(f"{self._at(node)}: {section!r} must be a list; {remedy}")
        for value, place in zip(data, node.value, strict=True):
            yield Part(str(value), value, self._at(place))

    def _at(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}"


def _parse(path: Path) -> tuple[dict[str, Any], dict[str, yaml.Node]]:
    """The document, and the node of each section."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RegistryError(f"{path.name}: larger than {MAX_FILE_BYTES // 10**6} MB; split it")
        text = path.read_text(encoding="utf-8-sig")
        _refuse_bombs(text, path.name)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        _refuse_doubles(node, path.name)
        document = loader.construct_document(node)
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: can't be read ({error}); save it as UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise RegistryError(f"{where}: not valid YAML ({error.problem}); correct it") from error
    except (yaml.YAMLError, ValueError) as error:  # a control character; the day 2024-13-45
        raise RegistryError(f"{path.name}: not valid YAML ({error}); correct it") from error
    if not isinstance(node, yaml.MappingNode):
        raise RegistryError(f"{path.name}:1: the file must begin with a section: actors, rename, …")
    return document, {key.value: value for key, value in node.value}


def _refuse_bombs(text: str, name: str) -> None:
    """YAML aliases and deep nesting can blow a small file up to any size."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        where = f"{name}:{event.start_mark.line + 1 if event.start_mark else 1}"
        if isinstance(event, yaml.AliasEvent):
            raise RegistryError(
                f"{where}: YAML aliases (*name) are not allowed here; write the value out"
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise RegistryError(
                f"{where}: nested more than {_MAX_DEPTH} deep; correct the brackets"
            )


def _refuse_doubles(node: yaml.Node, name: str) -> None:
    """YAML keeps the last of two equal keys and says nothing; half a file would be lost."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_doubles(item, name)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if str(key.value) in seen:
                raise RegistryError(
                    f"{name}:{line}: {key.value!r} stands here twice "
                    f"(first on line {seen[str(key.value)]}); put both into one"
                )
            seen[str(key.value)] = line
            _refuse_doubles(value, name)
