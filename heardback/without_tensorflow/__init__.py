"""Lets Rasa start where TensorFlow is not installed.

Rasa imports TensorFlow everywhere, also for assistants that use nothing of it.
Leaving it out of the environment saves most of the disk, memory and start-up
time, so this package answers for it with empty stand-ins.

``heardback_without_tensorflow.pth`` calls `install` at every start of the
interpreter, so that plain ``rasa`` commands work as well. Hence this module
imports nothing that Python has not loaded by then; the stand-ins themselves
live in `heardback.without_tensorflow.standins` and load on first use.

The finder stands last in ``sys.meta_path``: where TensorFlow is installed,
Python finds the real one first and never gets here.
"""

import sys

#: Every module of TensorFlow's family that Rasa 3.6.21 imports, and no other.
#: The list is closed because other libraries probe for TensorFlow too (spaCy's
#: thinc asks for ``tensorflow.experimental.dlpack``) and must learn the truth.
STANDIN_MODULES = frozenset(
    {
        "keras",
        "keras.utils",
        "keras.utils.control_flow_util",
        "tensorflow",
        "tensorflow.keras",
        "tensorflow.keras.backend",
        "tensorflow.keras.callbacks",
        "tensorflow.keras.utils",
        "tensorflow.python",
        "tensorflow.python.eager",
        "tensorflow.python.eager.wrap_function",
        "tensorflow.python.types",
        "tensorflow.python.types.core",
        "tensorflow.types",
        "tensorflow.types.experimental",
        "tensorflow_hub",
        "tensorflow_hub.module_v2",
        "tensorflow_text",
    }
)


class StandinFinder:
    """Finds a stand-in for a module of TensorFlow's that is not installed."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN205, ARG004
        """Return the spec of a stand-in, or None where this finder has no say."""
        package = fullname.partition(".")[0]
        if package not in STANDIN_MODULES:
            return None
        from heardback.without_tensorflow import standins

        if standins.is_really_installed(package):
            return None
        return standins.spec_for(fullname)


def install() -> None:
    """Put the finder behind all others, once."""
    if StandinFinder not in sys.meta_path:
        sys.meta_path.append(StandinFinder)
