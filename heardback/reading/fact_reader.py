"""The Rasa component that adds the facts of a message to it as entities."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from heardback.reading.facts.cues import CUE_FOLDER, load_cues
from heardback.reading.facts.defaults import read_with_situation
from heardback.reading.result import FactReading
from heardback.today import today

RANKING = "situation_ranking"
_EXTRACTOR = "FactReader"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(GraphComponent):
    """Reads facts such as "called twice" or "3 weeks ago" out of messages."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactReader:
        """Return the component, its cue files loaded and checked."""
        load_cues()
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return a digest of the cue files: a change in them is a change of the model."""
        digest = hashlib.sha256()
        for path in sorted(CUE_FOLDER.rglob("*.yml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts of each message to its entities; payloads ("/affirm") stay as they are."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue
            ranking = [(str(name), float(share)) for name, share in message.get(RANKING) or []]
            entities = [_entity(fact) for fact in read_with_situation(text, today(), ranking)]
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)
        return messages


def _entity(fact: FactReading) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "entity": fact.name,
        "value": fact.value,
        "start": fact.start,
        "end": fact.end,
        "extractor": _EXTRACTOR,
    }
    if fact.change != "set":
        entity["role"] = fact.change
    return entity
