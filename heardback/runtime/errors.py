"""What can go wrong while Heardback runs, each said in a sentence."""

from __future__ import annotations


class RuntimeProblemError(Exception):
    """Heardback cannot start or go on; the message says why and what to do, in one sentence."""


class SettingError(RuntimeProblemError):
    """An environment variable holds something that it cannot hold."""


class ModelMissingError(RuntimeProblemError):
    """There is no trained model."""


class ModelBrokenError(RuntimeProblemError):
    """The trained model cannot be loaded."""


class PortTakenError(RuntimeProblemError):
    """Something else listens on the port."""


class StoreUnreachableError(RuntimeProblemError):
    """The conversations or the locks cannot be reached."""


class TurnNotSavedError(Exception):
    """A turn was not answered and not stored; the person should send the message again.

    Channels show the sentence `could_not_save` of data/advice/words.yml.

    Attributes:
        cause: the part that failed: "lock", "store", "action", "reading" or "stopping".
    """

    def __init__(self, cause: str) -> None:
        """Keep the cause."""
        super().__init__(f"The turn was not saved ({cause}).")
        self.cause = cause
