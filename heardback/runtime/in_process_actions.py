"""Runs the custom actions in the assistant's own process, through rasa-sdk's executor."""

from __future__ import annotations

import functools
import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

ACTIONS = "actions"
REJECTED = 400  # what an action server answers where an action refuses to run


class InProcessActions(EndpointConfig):
    """Stands where Rasa expects the address of an action server."""

    def __init__(self, package: str = ACTIONS) -> None:
        """Register all actions of `package`."""
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *_: Any, **request: Any) -> Any:
        """Run the action that Rasa asks for, and answer as an action server would.

        Raises:
            ClientResponseError: the action refused to run.
        """
        try:
            result = await self._executor.run(request["json"])
        except ActionExecutionRejection as rejection:
            refusal = {"action_name": rejection.action_name, "error": str(rejection)}
            raise ClientResponseError(REJECTED, "rejected", json.dumps(refusal)) from rejection
        return json.loads(json.dumps(result))


def check_results_fast() -> None:
    """Let Rasa check what actions return with validators that are made once.

    Rasa makes its validator anew for every action, which takes three quarters of a turn.
    """
    RemoteAction._validate_action_result = _is_valid  # noqa: SLF001


def _is_valid(_: RemoteAction, result: dict[str, Any]) -> bool:
    frame, event_of_any_type, by_type = _validators()
    _check(frame, result)
    for event in result.get("events", []):
        kind = event.get("event") if isinstance(event, dict) else None
        _check(by_type.get(kind, event_of_any_type), event)
    return True


def _check(validator: Any, data: Any) -> None:
    for problem in validator.iter_errors(data):
        raise problem


@functools.lru_cache(maxsize=1)
def _validators() -> tuple[Any, Any, dict[str | None, Any]]:
    """Return validators of what is around the events, of any event, and of each type of event.

    The one of any event tries all types in turn, so it is for events of an unknown type only.
    """
    from jsonschema import validators

    schema = RemoteAction.action_response_format_spec()
    kind = validators.validator_for(schema)
    parts = schema["properties"]
    frame = {**schema, "properties": {**parts, "events": {"type": "array"}}}
    event = parts["events"]["items"]
    by_type = {part["properties"]["event"]["const"]: kind(part) for part in event["oneOf"]}
    return kind(frame), kind(event), by_type
