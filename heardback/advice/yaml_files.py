"""Reads the YAML of the knowledge base and says in plain words what is wrong with a file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from heardback.advice.errors import Problem

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_Loader):
    """A safe loader that refuses a key written twice, which YAML would silently overwrite."""


def _mapping_without_doubles(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = key_node.value
        if key in seen:
            problem = f"the key “{key}” stands twice"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        seen.add(key)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_UniqueKeyLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles
)


class Reader:
    """Reads files below `root` and collects every problem instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        """Read below `root`, the folder of the advice."""
        self.root = root
        self.problems: list[Problem] = []

    def complain(self, file: str, entry: str, what: str, remedy: str) -> None:
        """Keep one problem."""
        self.problems.append(Problem(file, entry, what, remedy))

    def text(self, name: str) -> str:
        """Return the text of the file `name`; a missing or unreadable one is a problem."""
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except OSError:
            self.complain(
                name, "", "the file cannot be read.", "Put it back, or give it reading rights."
            )
        except UnicodeDecodeError:
            self.complain(name, "", "the file is not UTF-8 text.", "Save it as UTF-8.")
        return ""

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return the mapping that the file `name` holds, empty where it cannot be read."""
        return self.parsed_mapping(name, self.text(name))

    def parsed_mapping(self, name: str, text: str) -> Mapping[str, Any]:
        """Return the mapping that `text` of the file `name` writes, empty where it does not."""
        try:
            data = yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506 - a safe loader
        except yaml.YAMLError as error:
            self.complain(
                name, _place(error), _plain(error), "Compare it with the lines around it."
            )
            return {}
        if not isinstance(data, Mapping):
            if text:
                self.complain(
                    name, "", "the file should hold `name: value` lines.", "See CONTRIBUTING.md."
                )
            return {}
        return data

    def names(self, folder: str, ending: str) -> list[str]:
        """Return the files with `ending` in `folder`, as paths below the root, in order."""
        return [f"{folder}/{path.name}" for path in sorted((self.root / folder).glob(f"*{ending}"))]


class Fields:
    """The fields of one entry: taken one by one, each checked, what is left over a problem."""

    def __init__(self, reader: Reader, file: str, entry: str, data: Any) -> None:
        """Wrap `data`, which should be a mapping."""
        self._reader, self._file, self._entry = reader, file, entry
        self._left: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.complain("this should be a list of `name: value` lines.", "See CONTRIBUTING.md.")

    def complain(self, what: str, remedy: str) -> None:
        """Keep one problem of this entry."""
        self._reader.complain(self._file, self._entry, what, remedy)

    def text(self, name: str, *, needed: bool = True) -> str:
        """Take the text `name`; a missing one is a problem where it is needed."""
        value = self._left.pop(name, None)
        if value is None:
            if needed:
                self.complain(f"`{name}:` is missing.", f"Add `{name}: ...`.")
            return ""
        if not isinstance(value, str):
            self.complain(f"`{name}:` should be text, not {value!r}.", "Put it in quotation marks.")
            return ""
        return " ".join(value.split()) if "\n" not in value.strip() else value.strip()

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """Take the text `name`, one of `allowed`."""
        value, listed = self.text(name), list(allowed)
        if value and value not in listed:
            self.complain(f"`{name}: {value}` is not known.", f"Use one of {', '.join(listed)}.")
        return value

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """Take the list of texts `name`."""
        value = self._left.pop(name, None)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(f"`{name}:` should be a list of texts.", f"Write `{name}: [one, two]`.")
            return ()
        return tuple(value)

    def flag(self, name: str) -> bool:
        """Take the yes or no `name`, no where it is absent."""
        value = self._left.pop(name, False)
        if not isinstance(value, bool):
            self.complain(f"`{name}:` takes true or false, not {value!r}.", "Write true or false.")
            return False
        return value

    def mapping(self, name: str) -> dict[Any, Any]:
        """Take the mapping `name`, empty where it is absent."""
        value = self._left.pop(name, {})
        if not isinstance(value, Mapping):
            self.complain(f"`{name}:` should hold names with values.", f"Write `{name}: {{a: b}}`.")
            return {}
        return dict(value)

    def items(self, name: str) -> list[Any]:
        """Take the list `name`, which may not be empty."""
        value = self._left.pop(name, None)
        if not isinstance(value, list) or not value:
            self.complain(
                f"`{name}:` should be a list with something in it.", "See CONTRIBUTING.md."
            )
            return []
        return value

    def done(self) -> None:
        """Complain of every field that was not taken."""
        for name in self._left:
            self.complain(
                f"`{name}:` is not a field of this.", "Check the spelling, or take it out."
            )


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _plain(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or "it is not well-formed"
    return f"this is not YAML as expected: {problem}."
