"""Answers what Slack brings: each request once, in order, in the place where it was asked."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from typing import Any, Protocol
from weakref import WeakValueDictionary

from heardback.advice.answer import Answer
from heardback.advice.answer_parts import button_intents
from heardback.advice.knowledge import Knowledge
from heardback.advice.payloads import payload
from heardback.channels.incoming import LONGEST_MESSAGE, Incoming, IncomingError, pressed, typed
from heardback.channels.slack import draft_form, fact_form, home, sentences
from heardback.channels.slack.api import SlackApi, SlackRefusedError, SlackUnreachableError
from heardback.channels.slack.blocks import LONGEST_METADATA, Block, context, quote
from heardback.channels.slack.claims import Claims, claimed
from heardback.channels.slack.markup import as_typed, link, mrkdwn
from heardback.channels.slack.messages import (
    GO_PRIVATE,
    SAY,
    Message,
    chosen,
    intent_of,
    is_form,
    message_of,
    owner_of,
    plain_message,
)
from heardback.channels.slack.places import Place, about
from heardback.channels.slack.requests import (
    AdviceAsked,
    Commanded,
    FormSent,
    HomeOpened,
    Pressed,
    Request,
    Written,
)
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.service import PastTurn

CHANNEL = "slack"
EVENT_PATIENCE = 2.0  # seconds; Slack sends an event again that is not acknowledged within three
LONGEST_QUOTE = 2_500

log = logging.getLogger(__name__)


class Service(Protocol):
    """What answers: heardback.runtime.service.AssistantService."""

    async def handle(self, sender: str, incoming: Incoming, channel: str) -> list[Answer]:
        """Answer one message of a conversation."""

    async def history(self, sender: str) -> list[PastTurn]:
        """Return the turns of a conversation."""

    async def forget(self, sender: str) -> None:
        """Erase a conversation."""


class Desk:
    """Takes requests from either transport and answers them by the Web API."""

    def __init__(
        self, api: SlackApi, service: Service, knowledge: Knowledge, claims: Claims
    ) -> None:
        """Answer by `service`.

        Args:
            api: how Slack is called.
            service: what answers.
            knowledge: the words and the vocabulary.
            claims: who has taken which request, over restarts and workers.
        """
        self.bot_user = ""
        self._api = api
        self._service = service
        self._knowledge = knowledge
        self._words = knowledge.words
        self._claims = claims
        self._intents = button_intents(knowledge)
        self._under_way: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, request: Request) -> dict[str, Any] | None:
        """Take a request in and return what Slack is told at once.

        The answer itself comes by the Web API. An event is acknowledged when it is answered or
        after two seconds, so that Slack brings it again where this process dies over it.
        """
        at_once = self._at_once(request)
        if at_once is not None and at_once.get("response_action") in ("errors", "update"):
            return at_once
        task = asyncio.create_task(self._answer(request))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        if isinstance(request, Written) and not isinstance(request, Commanded | AdviceAsked):
            await asyncio.wait({task}, timeout=EVENT_PATIENCE)
        return at_once

    async def finish(self, seconds: float = 10.0) -> None:
        """Wait until what is under way is answered; what is not by then, Slack brings again."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _at_once(self, request: Request) -> dict[str, Any] | None:
        if not isinstance(request, FormSent):
            return None
        if request.form == draft_form.FORM:
            view = draft_form.filled_form(request.about, request.filled)
            return {"response_action": "update", "view": view}
        errors = fact_form.faults(request.filled, self._knowledge)
        return {"response_action": "errors", "errors": errors} if errors else None

    async def _answer(self, request: Request) -> None:
        lock = self._locks.setdefault(_whose(request), asyncio.Lock())
        async with lock, claimed(self._claims, request.key) as ours:
            if not ours:
                return
            try:
                await self._dispatch(request)
            except (SlackRefusedError, SlackUnreachableError) as error:
                log.warning("%s was answered, but Slack did not take it: %s", _kind(request), error)
            except Exception as error:  # noqa: BLE001 - the next request must be answered
                log.warning("%s could not be answered: %s", _kind(request), type(error).__name__)
                await self._apologise(request)

    async def _apologise(self, request: Request) -> None:
        if isinstance(request, HomeOpened):
            return
        place = request.place
        try:
            await self._post(place, plain_message(self._words["could_not_save"]))
        except (SlackRefusedError, SlackUnreachableError) as error:
            log.warning("Nor could that be said: %s", error)

    async def _dispatch(self, request: Request) -> None:
        if isinstance(request, Commanded):
            await self._answer_command(request)
        elif isinstance(request, AdviceAsked):
            await self._advise_on_message(request)
        elif isinstance(request, Written):
            await self._answer_written(request)
        elif isinstance(request, Pressed):
            await self._answer_pressed(request)
        elif isinstance(request, FormSent):
            await self._fix_facts(request)
        elif isinstance(request, HomeOpened):
            await self._api.publish_home(request.place.user, home.home_view(self._words))

    # -- typed --

    async def _answer_written(self, request: Written) -> None:
        text = as_typed(request.text, self.bot_user)
        if not text and not request.place.is_private:
            await self._say(request.place, _greeting())
            return
        await self._hear(request.place, text)

    async def _answer_command(self, request: Commanded) -> None:
        place, text = request.place.in_private(), as_typed(request.text)
        channel = await (self._hear(place, text) if text else self._say(place, _greeting()))
        if channel != request.place.channel:
            await self._point_to_private(request.place, request.reply_url)

    async def _advise_on_message(self, request: AdviceAsked) -> None:
        text = as_typed(request.text)
        conversation = about(request.place, request.about_channel, request.about_ts)
        shown = text[:LONGEST_QUOTE] or "…"
        root = Message(
            sentences.ON_THIS_MESSAGE, (context(mrkdwn(sentences.ON_THIS_MESSAGE)), quote(shown))
        )
        channel, first = await self._api.post(request.place, root)
        await self._remember(request.place, channel, first, conversation)
        await self._hear(replace(request.place, channel=channel, thread=first), text)
        if channel != request.about_channel:
            await self._point_to_private(request.place, request.reply_url)

    async def _hear(self, place: Place, text: str) -> str:
        try:
            incoming = typed(text)
        except IncomingError as error:
            said = self._words[error.reason].replace("{limit}", f"{LONGEST_MESSAGE:,}")
            return await self._post(place, plain_message(said))
        return await self._say(place, incoming)

    async def _say(self, place: Place, incoming: Incoming) -> str:
        """Hand a message to the assistant, post what it answers, and return the channel."""
        answers = await self._asked(place, await self._conversation(place), incoming)
        return await self._show(place, answers)

    async def _asked(self, place: Place, conversation: str, incoming: Incoming) -> list[Answer]:
        """Return what the assistant answers; where it fails, say so and return nothing."""
        try:
            return await self._service.handle(conversation, incoming, CHANNEL)
        except Exception as error:  # noqa: BLE001 - whatever failed, the person has to know
            log.warning("A message could not be answered: %s", type(error).__name__)
            await self._post(place, plain_message(self._words["could_not_save"]))
            return []

    async def _show(self, place: Place, answers: list[Answer]) -> str:
        channel = place.channel
        for answer in answers:
            message = message_of(answer, self._words, place.user, is_private=place.is_private)
            channel = await self._post(place, message)
        return channel

    async def _post(self, place: Place, message: Message) -> str:
        try:
            channel, _ = await self._api.post(place, message)
        except SlackRefusedError as error:
            if error.error != "invalid_blocks":
                raise
            log.warning("Slack refused the blocks of a message; it was sent as text.")
            channel, _ = await self._api.post(place, Message(message.text, ()))
        return channel

    async def _point_to_private(self, place: Place, reply_url: str) -> None:
        said = sentences.ANSWERED_IN_PRIVATE.replace("{conversation}", self._private_link(place))
        await self._whisper(reply_url, said)

    async def _whisper(self, reply_url: str, markup: str) -> None:
        """Say something that only the person sees."""
        if reply_url:
            body = {"response_type": "ephemeral", "replace_original": False, "text": markup}
            await self._api.reply(reply_url, body)

    def _private_link(self, place: Place) -> str:
        address = f"slack://user?team={place.team}&id={self.bot_user}"
        return link(address, sentences.IN_CONVERSATION)

    # -- pressed --

    async def _answer_pressed(self, request: Pressed) -> None:
        if request.action == home.START:
            await self._say(request.place.in_private(), _greeting())
        elif request.action == home.FORGET:
            await self._forget(request.place.in_private())
        elif request.action == GO_PRIVATE or request.action.startswith(f"{SAY}."):
            if not request.place.is_private and owner_of(request.block) != request.place.user:
                said = sentences.NOT_YOURS.replace(
                    "{conversation}", self._private_link(request.place)
                )
                await self._whisper(request.reply_url, said)
                return
            await self._answer_own_button(request)

    async def _answer_own_button(self, request: Pressed) -> None:
        if is_form(request.value):
            await self._open_form(request)
            return
        where = f"{request.place.team}:{request.place.channel}:{request.message.get('ts')}"
        once = f"press:{where}:{request.block}:{request.action}"
        async with claimed(self._claims, once) as ours:
            if not ours:
                return
            incoming = self._pressed_payload(request)
            await self._show_choice(request)
            if request.action == GO_PRIVATE:
                await self._go_private(request.place)
            elif incoming:
                await self._say(request.place, incoming)

    def _pressed_payload(self, request: Pressed) -> Incoming | None:
        try:
            return pressed(request.value, self._intents)
        except IncomingError:
            return None

    async def _show_choice(self, request: Pressed, *, opens: bool = False) -> None:
        if not request.reply_url or not request.message.get("blocks"):
            return
        blocks = chosen(request.message, request.block, request.action, request.title, opens=opens)
        text = request.message.get("text", "")
        body = {"replace_original": True, "text": text, "blocks": blocks}
        try:
            await self._api.reply(request.reply_url, body)
        except (SlackRefusedError, SlackUnreachableError) as error:
            log.warning("A pressed button could not be replaced: %s", error)

    async def _go_private(self, place: Place) -> None:
        """Tell the person's own story again in their direct message, and answer it there."""
        turns = await self._service.history(await self._conversation(place))
        told = [
            Incoming(turn.text, turn.is_button) for turn in turns if _tells(turn, self._knowledge)
        ]
        private = place.in_private()
        answers: list[Answer] = []
        for incoming in [_button("start_over"), *told] if told else [_greeting()]:
            answers = await self._asked(private, private.person, incoming)
            if not answers:
                return
        await self._post(private, plain_message(sentences.PRIVATE_WELCOME))
        await self._show(private, answers)

    # -- forms --

    async def _open_form(self, request: Pressed) -> None:
        incoming = self._pressed_payload(request)
        if incoming is None:
            return
        conversation = await self._conversation(request.place)
        answers = await self._asked(request.place, conversation, incoming)
        if not answers:
            return
        view = self._form(request.place, answers)
        opened = view is not None and await self._is_opened(request.trigger, view)
        if not opened:
            await self._show(request.place, answers)
        if not request.action.endswith(".again"):
            await self._show_choice(request, opens=opened)

    async def _is_opened(self, trigger: str, view: Block) -> bool:
        try:
            await self._api.open_view(trigger, view)
        except SlackRefusedError as error:
            log.warning("A form could not be opened; its content was sent as a message: %s", error)
            return False
        return True

    def _form(self, place: Place, answers: list[Answer]) -> Block | None:
        for answer in answers:
            if answer.draft:
                return draft_form.draft_form(answer.draft)
            if answer.kind == "talk" and answer.heard:
                facts = {fact.name: fact.value for fact in answer.heard}
                back = {"channel": place.channel, "thread": place.thread, "facts": facts}
                written = json.dumps(back, ensure_ascii=False)
                if len(written) <= LONGEST_METADATA:
                    return fact_form.fact_form(answer.heard, answer.lead, self._knowledge, written)
        return None

    async def _fix_facts(self, request: FormSent) -> None:
        if request.form != fact_form.FORM:
            return
        before = request.about.get("facts", {})
        changed = fact_form.changed_facts(request.filled, before, self._knowledge)
        place = replace(
            request.place,
            channel=str(request.about.get("channel", "")),
            thread=str(request.about.get("thread", "")),
        )
        if changed:
            await self._say(place, Incoming(payload("inform", changed), is_button=True))

    # -- conversations --

    async def _conversation(self, place: Place) -> str:
        """Return the conversation of a place; a thread in private may have one of its own."""
        if place.is_private and place.channel and place.thread:
            found = await self._claims.recall(_thread_key(place.team, place.channel, place.thread))
            return found or place.person
        conversation = place.conversation()
        if conversation != place.person:
            await self._note(place, conversation)
        return conversation

    async def _remember(self, place: Place, channel: str, thread: str, conversation: str) -> None:
        await self._claims.remember(_thread_key(place.team, channel, thread), conversation)
        await self._note(place, conversation)

    async def _note(self, place: Place, conversation: str) -> None:
        """Keep in mind which conversations a person has, so that all can be erased."""
        try:
            noted = _listed(await self._claims.recall(_all_key(place)))
            if conversation not in noted:
                await self._claims.remember(_all_key(place), json.dumps([*noted, conversation]))
        except Exception as error:  # noqa: BLE001 - whatever ails the store, there is an answer to give
            log.warning("A conversation could not be noted: %s", type(error).__name__)

    async def _forget(self, place: Place) -> None:
        try:
            for conversation in (
                place.person,
                *_listed(await self._claims.recall(_all_key(place))),
            ):
                await self._service.forget(conversation)
        except TurnNotSavedError:
            await self._post(place, plain_message(self._words["could_not_save"]))
            return
        await self._claims.release(_all_key(place))
        await self._post(place, plain_message(self._words["forgotten"]))


def _greeting() -> Incoming:
    return _button("greet")


def _button(intent: str) -> Incoming:
    return Incoming(payload(intent), is_button=True)


def _tells(turn: PastTurn, knowledge: Knowledge) -> bool:
    """Whether a turn told something of the case; questions about the advice did not."""
    if not turn.is_button:
        return True
    return intent_of(turn.text) in {"inform", *knowledge.situations}


def _whose(request: Request) -> str:
    return request.place.person


def _kind(request: Request) -> str:
    return type(request).__name__


def _thread_key(team: str, channel: str, thread: str) -> str:
    return f"thread:{team}:{channel}:{thread}"


def _all_key(place: Place) -> str:
    return f"conversations:{place.person}"


def _listed(written: str) -> list[str]:
    found = json.loads(written) if written else []
    return [str(one) for one in found] if isinstance(found, list) else []
