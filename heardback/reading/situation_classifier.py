"""The Rasa component that names the intent and ranks the situations."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from heardback.reading.intent_model import IntentModel

logger = logging.getLogger(__name__)

STORY = "a_story"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SituationClassifier(GraphComponent, IntentClassifier):
    """Names the intent of a message and ranks the situations.

    Without `situations` it is an ordinary intent classifier. With them it works in two steps:
    whether the message tells a situation (or is outside) or is a turn of the conversation, and
    which situation it tells.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """Return the packages that must be there."""
        return ["numpy", "scipy", "sklearn", "yaml"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings that hold where config.yml is silent."""
        return {
            # The intents that are situations; empty: an ordinary intent classifier.
            "situations": [],
            # The intent of messages that are in none of the situations.
            "outside": "outside",
            # A message of more words than this is never a turn of the conversation.
            "longest_turn": 40,
            # How many intents the ranking holds; 0: all.
            "ranking_length": 10,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
    ) -> None:
        """Make an untrained component."""
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._turns: IntentModel | None = None
        self._stories: IntentModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SituationClassifier:
        """Return an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the labelled messages, and store what was learnt."""
        examples = [
            (str(message.get(TEXT)), str(message.get(INTENT)))
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT)
        ]
        if not examples:
            logger.debug("No labelled message: the situation classifier was not trained.")
            return self._resource
        stories = self._story_names()
        told = [(text, name) for text, name in examples if name in stories]
        if told:
            self._stories = _learn(told)
        if len(told) < len(examples):
            self._turns = _learn(
                [(text, STORY if name in stories else name) for text, name in examples]
            )
        with self._storage.write_to(self._resource) as folder:
            if self._turns:
                self._turns.save(Path(folder), "turns")
            if self._stories:
                self._stories.save(Path(folder), "stories")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SituationClassifier:
        """Return the component as it was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            if (Path(folder) / "turns.json").exists():
                component._turns = IntentModel.load(Path(folder), "turns")
            if (Path(folder) / "stories.json").exists():
                component._stories = IntentModel.load(Path(folder), "stories")
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the training messages too, for components that come later."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent, its ranking and the ranking of the situations of each message."""
        for message in messages:
            self._read(message)
        return messages

    def _story_names(self) -> set[str]:
        situations = list(self._config["situations"])
        return {*situations, self._config["outside"]} if situations else set()

    def _read(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        stories = _ranking(self._stories, text)
        turns = _ranking(self._turns, text)
        if stories:
            message.set("situation_ranking", [list(entry) for entry in stories], add_to_output=True)
        share = dict(turns).get(STORY, 0.0) if turns else 1.0
        if stories and (not turns or len(text.split()) > self._config["longest_turn"]):
            share, turns = 1.0, []
        ranking = [(name, p) for name, p in turns if name != STORY]
        ranking += [(name, p * share) for name, p in stories]
        ranking.sort(key=lambda entry: -entry[1])
        if not ranking:
            return
        if stories and share >= 0.5:
            ranking.sort(key=lambda entry: entry[0] != stories[0][0])
        entries = [{"name": name, "confidence": p} for name, p in ranking]
        kept = self._config["ranking_length"] or len(entries)
        message.set(INTENT, entries[0], add_to_output=True)
        message.set("intent_ranking", entries[:kept], add_to_output=True)


def _learn(examples: Sequence[tuple[str, str]]) -> IntentModel:
    return IntentModel.learn([text for text, _ in examples], [name for _, name in examples])


def _ranking(model: IntentModel | None, text: str) -> list[tuple[str, float]]:
    if model is None:
        return []
    pairs = zip(model.labels, (float(p) for p in model.probabilities(text)))
    return sorted(pairs, key=lambda entry: -entry[1])
