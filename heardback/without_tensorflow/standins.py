"""Empty modules and harmless classes in the place of TensorFlow's.

Rasa's modules need three things of TensorFlow when they are imported: names to
look up, classes to derive from and types to annotate with. A stand-in gives
these. Whatever goes further, which is always a call, fails with one sentence
that says what to do.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

from heardback.without_tensorflow import STANDIN_MODULES


class MissingTensorFlowError(ImportError):
    """Something was used that works only where TensorFlow is installed."""


def explanation(what: str) -> str:
    """Say that `what` needs TensorFlow, and how to get it."""
    return (
        f"{what} needs TensorFlow, which this small environment leaves out. "
        "Run `make setup-full` once and use the commands in .venv-full/bin."
    )


def fail(what: str) -> NoReturn:
    """Raise the error that Rasa shows as one sentence, without a traceback."""
    raise _error_class()(explanation(what))


def _error_class() -> type[MissingTensorFlowError]:
    """Return an error that Rasa too takes for a mistake of its user's.

    Rasa prints its own exceptions in one line and any other with a traceback.
    It is not imported here for that: who gets this far has long loaded it.
    """
    rasa_exceptions = sys.modules.get("rasa.shared.exceptions")
    if rasa_exceptions is None:
        return MissingTensorFlowError
    bases = (MissingTensorFlowError, rasa_exceptions.RasaException)
    return type(MissingTensorFlowError.__name__, bases, {})


class StandinType(type):
    """The type of all stand-ins: any public attribute is a stand-in again."""

    def __getattr__(cls, name: str) -> type:
        """Make a stand-in for an attribute, except for Python's own names."""
        if name.startswith("__") or "_standin_for" not in cls.__dict__:
            raise AttributeError(name)
        return standin(f"{cls._standin_for}.{name}")

    def __call__(cls, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse to be instantiated or called."""
        fail(cls.__dict__.get("_standin_for", cls.__name__))


class Standin(metaclass=StandinType):
    """What every stand-in derives from."""

    _standin_for: str


def standin(name: str) -> type:
    """Return a class that stands for the thing of this dotted name."""
    return StandinType(name.rpartition(".")[2], (Standin,), {"_standin_for": name})


class IgnoredSettings:
    """Stands for ``tensorflow.config``: there is nothing to set and no device."""

    def __getattr__(self, name: str) -> IgnoredSettings:
        """Return itself for whatever setting, but none of Python's own names."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_args: object, **_kwargs: object) -> list[object]:
        """Set nothing and list no device."""
        return []


class StandinLoader:
    """Fills the module of a stand-in."""

    @staticmethod
    def create_module(_spec: ModuleSpec) -> None:
        """Leave the making of the module to Python."""

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Let the module answer for any attribute."""

        def attribute(name: str) -> type:
            if name.startswith("__"):
                raise AttributeError(name)
            return standin(f"{module.__name__}.{name}")

        module.__getattr__ = attribute  # type: ignore[method-assign]
        if module.__name__ == "tensorflow":
            module.config = IgnoredSettings()  # type: ignore[attr-defined]


def is_really_installed(package: str) -> bool:
    """Tell whether a package that is loaded is the real one."""
    module = sys.modules.get(package)
    return module is not None and not isinstance(module.__loader__, StandinLoader)


def spec_for(fullname: str) -> ModuleSpec:
    """Return the spec of a stand-in module, or say plainly that there is none."""
    if fullname not in STANDIN_MODULES:
        raise MissingTensorFlowError(explanation(fullname), name=fullname)
    return ModuleSpec(fullname, StandinLoader(), is_package=True)  # type: ignore[arg-type]
