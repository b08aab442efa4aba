"""The Rasa component that names the intent and ranks the situations."""

from __future__ import annotations

import hashlib
import logging
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

from heardback.reading.cue_files import CUE_FOLDER, cue_file_texts
from heardback.reading.cues import cue_finder
from heardback.reading.decision import decide
from heardback.reading.intent_model import IntentModel
from heardback.reading.model_files import has_model
from heardback.reading.situation_model import LabelledText, SituationModel

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
        return ["numpy", "scipy", "sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings that hold where config.yml is silent."""
        return {
            # The intents that are situations; empty: an ordinary intent classifier.
            "situations": [],
            # The intent of messages that are in none of the situations.
            "outside": "outside",
            # A message of more words than this is never a turn of the conversation.
            "longest_turn": 30,
            # The key in an example's metadata that tells who wrote it. Where it is there, the
            # probabilities are learnt by leaving one writer out, as readers are strangers too.
            "writer_key": "writer",
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
        self._stories: SituationModel | None = None

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

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return a fingerprint of the cue files: when they change, training is due."""
        texts = "\n".join(cue_file_texts(CUE_FOLDER).values())
        others = (CUE_FOLDER.parent / name for name in ("spellings.yml", "word_kinds.yml"))
        texts += "\n".join(path.read_text(encoding="utf-8") for path in others)
        return hashlib.sha256(texts.encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the labelled messages, and store what was learnt."""
        examples = [self._example(message) for message in training_data.intent_examples]
        examples = [example for example in examples if example.text and example.label]
        if not examples:
            logger.debug("No labelled message: the situation classifier was not trained.")
            return self._resource
        names = self._story_names()
        stories = [example for example in examples if example.label in names]
        if stories:
            self._stories = SituationModel.learn(stories, cue_finder(), self._config["outside"])
        if len(stories) < len(examples):
            short = [example for example in examples if not self._is_long(example.text)]
            labels = [STORY if example.label in names else example.label for example in short]
            self._turns = IntentModel.learn([example.text for example in short], labels)
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
            if has_model(Path(folder), "turns"):
                component._turns = IntentModel.load(Path(folder), "turns")
            if has_model(Path(folder), "stories"):
                component._stories = SituationModel.load(Path(folder), "stories", cue_finder())
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the training messages too, for components that come later."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent, its ranking and the ranking of the situations of each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):  # a button's payload, which names its intent itself
                self._read(message, text)
        return messages

    @property
    def situation_model(self) -> SituationModel | None:
        """Return the trained reader of situations, for explanations."""
        return self._stories

    def _story_names(self) -> set[str]:
        situations = list(self._config["situations"])
        return {*situations, self._config["outside"]} if situations else set()

    def _is_long(self, text: str) -> bool:
        return bool(self._story_names()) and len(text.split()) > self._config["longest_turn"]

    def _example(self, message: Message) -> LabelledText:
        about = (message.get("metadata") or {}).get("example") or {}
        writer = about.get(self._config["writer_key"]) if isinstance(about, dict) else None
        return LabelledText(
            text=message.get(TEXT) or "", label=message.get(INTENT) or "", writer=writer
        )

    def _read(self, message: Message, text: str) -> None:
        stories = self._stories.ranking(text) if self._stories else []
        if self._stories and stories:
            message.set("situation_ranking", [list(entry) for entry in stories], add_to_output=True)
            decision = decide(stories, self._stories.thresholds, self._stories.outside)
            message.set("decision", decision, add_to_output=True)
        ranking = self._intents(text, stories)
        if not ranking:
            return
        entries = [{"name": name, "confidence": share} for name, share in ranking]
        kept = self._config["ranking_length"] or len(entries)
        message.set(INTENT, entries[0], add_to_output=True)
        message.set("intent_ranking", entries[:kept], add_to_output=True)

    def _intents(self, text: str, stories: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """Return every intent with its probability, best first.

        What is likelier a story than any one turn is named by its likeliest situation, even
        where the turn is likelier than each single situation.
        """
        if not self._turns or (stories and self._is_long(text)):
            return stories
        probabilities = self._turns.probabilities(text)
        turns = dict(zip(self._turns.labels, map(float, probabilities), strict=True))
        story = turns.pop(STORY, 0.0)
        ranking = [*turns.items(), *((name, share * story) for name, share in stories)]
        ranking.sort(key=lambda entry: -entry[1])
        if stories and story > max(turns.values(), default=0.0):
            ranking.sort(key=lambda entry: entry[0] != stories[0][0])
        return ranking
