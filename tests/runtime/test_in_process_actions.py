"""In-process actions: results as an action server gives them, rejections, and their checking."""

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection

from heardback.runtime.in_process_actions import InProcessActions, _is_valid

CALL = {"tracker": {"sender_id": "me", "slots": {}, "latest_message": {}, "events": []}}


class ActionRefuse(Action):
    def name(self) -> str:
        return "action_refuse"

    def run(self, dispatcher, tracker, domain):  # noqa: ANN001
        raise ActionExecutionRejection("action_refuse", "not now")


class ActionTuple(Action):
    def name(self) -> str:
        return "action_tuple"

    async def run(self, dispatcher, tracker, domain):  # noqa: ANN001
        return [{"event": "slot", "name": "case", "value": ("a", "b")}]


@pytest.fixture(scope="module")
def endpoint() -> InProcessActions:
    return InProcessActions()


async def test_a_result_is_what_json_would_carry(endpoint: InProcessActions):
    result = await endpoint.request(json={**CALL, "next_action": "action_tuple"})
    assert result["events"][0]["value"] == ["a", "b"]


async def test_a_refusal_reaches_rasa_as_from_an_action_server(endpoint: InProcessActions):
    with pytest.raises(ClientResponseError) as refused:
        await endpoint.request(json={**CALL, "next_action": "action_refuse"})
    assert refused.value.status == 400
    assert "action_refuse" in refused.value.text


@pytest.mark.parametrize(
    "result",
    [
        {"events": [{"event": "slot", "name": 7}]},
        {"events": [{"event": "no such event"}]},
        {"events": [{"name": "case"}]},
        {"events": "none"},
        {"responses": [7]},
    ],
)
def test_a_result_is_refused_as_rasa_refuses_it(result: dict[str, object]):
    action = RemoteAction("any", None)
    with pytest.raises(ValidationError):
        _is_valid(action, result)


def test_a_good_result_passes():
    events = [{"event": "slot", "name": "case", "value": {}}, {"event": "reset_slots"}]
    assert _is_valid(RemoteAction("any", None), {"events": events, "responses": [{"text": "a"}]})
