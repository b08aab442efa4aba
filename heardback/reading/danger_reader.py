"""The Rasa component that hears whether somebody speaks of harming themselves."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from heardback.reading.danger import read_danger

__all__ = ["DangerReader", "read_danger"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DangerReader(GraphComponent):
    """Sets the output property `danger` to "dark" or "explicit" where a message gives cause."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerReader:
        """Return the component."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `danger` on each message that gives cause."""
        for message in messages:
            danger = read_danger(message.get(TEXT) or "")
            if danger:
                message.set("danger", danger, add_to_output=True)
        return messages
