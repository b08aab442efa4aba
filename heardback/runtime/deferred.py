"""Puts off the import of what Rasa imports everywhere and an answering process rarely uses.

Rasa imports every messenger's SDK, databases that are not in use, plotting and scikit-learn when
it starts, which takes most of the time to the first prompt. A deferred package is a stand-in that
imports the real one as soon as anything of it is called, derived from or looked into; until then
it costs nothing. So nothing can break by a package being on the list: it only loads later.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

PACKAGES = (
    "apscheduler",
    "boto3",
    "botocore",
    "google.auth",
    "langcodes",
    "matplotlib",
    "prompt_toolkit",
    "pymongo",
    "questionary",
    "rasa.core.test",
    "rasa.nlu.test",
    "scipy",
    "sklearn",
    "skops",
    "spacy.cli",
    "typer",
)
CHANNELS = "rasa.core.channels"


def defer_imports(packages: Iterable[str] = PACKAGES) -> None:
    """Defer these packages from now on; what is imported already stays."""
    if not any(isinstance(finder, DeferredFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, DeferredFinder(packages))
        _defer_messengers()


class DeferredFinder:
    """Finds stand-ins for the deferred packages until each is needed."""

    def __init__(self, packages: Iterable[str]) -> None:
        """Stand in for `packages`."""
        self.packages = set(packages)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a stand-in, or None for all that is not deferred."""
        package = self._package_of(fullname)
        if package is None:
            return None
        return ModuleSpec(fullname, DeferredLoader(self, package), is_package=True)

    def resolve(self, package: str) -> None:
        """Let Python find the real `package` from now on."""
        if package not in self.packages:
            return
        self.packages.discard(package)
        for name, module in list(sys.modules.items()):
            if isinstance(module, DeferredModule) and _is_within(name, package):
                del sys.modules[name]

    def _package_of(self, fullname: str) -> str | None:
        return next((name for name in self.packages if _is_within(fullname, name)), None)


class DeferredModule(ModuleType):
    """A module that is imported when something of it is used."""


class DeferredLoader(Loader):
    """Makes the stand-in for one module of a deferred package."""

    def __init__(self, finder: DeferredFinder, package: str) -> None:
        """Load the real one through `finder`."""
        self._finder = finder
        self._package = package

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return an empty stand-in."""
        return DeferredModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Let the stand-in give a name for whatever it is asked for."""
        name = module.__name__

        def real() -> Any:
            self._finder.resolve(self._package)
            return importlib.import_module(name)

        def attribute(asked: str) -> Any:
            if self._package not in self._finder.packages:
                return getattr(real(), asked)
            if asked.startswith("__"):
                raise AttributeError(asked)
            return DeferredName(lambda: _look_up(real(), asked))

        module.__getattr__ = attribute  # type: ignore[method-assign]


class DeferredName:
    """Something of a deferred module that was imported by name."""

    def __init__(self, real: Callable[[], Any]) -> None:
        """Stand for what `real` returns."""
        self._real = real

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return DeferredName(lambda: getattr(self._real(), name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the real thing."""
        return self._real()(*args, **kwargs)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the real class where another one derives from it."""
        return (self._real(),)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, self._real())

    def __getitem__(self, item: Any) -> Any:
        return self._real()[item]


def _look_up(module: ModuleType, name: str) -> Any:
    if hasattr(module, name):
        return getattr(module, name)
    return importlib.import_module(f"{module.__name__}.{name}")


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _defer_messengers() -> None:
    """Put the base of all channels in the place of the package that imports every one of them."""
    found = importlib.import_module("importlib.util").find_spec("rasa")
    if CHANNELS in sys.modules or found is None or not found.submodule_search_locations:
        return
    folder = f"{found.submodule_search_locations[0]}/core/channels"
    spec = PathFinder.find_spec(CHANNELS, [folder.rpartition("/")[0]])
    if spec is None:
        return
    package = ModuleType(CHANNELS)
    package.__path__ = [folder]
    package.__spec__ = spec
    package.__getattr__ = _channel_attribute  # type: ignore[method-assign]
    sys.modules[CHANNELS] = package


def _channel_attribute(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{CHANNELS}.channel"), name)
