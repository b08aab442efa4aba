"""Which of Slack's permissions each thing we do needs: the manifest asks for exactly these."""

from __future__ import annotations

METHODS: dict[str, frozenset[str]] = {
    "auth.test": frozenset(),
    "chat.postMessage": frozenset({"chat:write"}),
    "views.open": frozenset(),
    "views.publish": frozenset(),
}
APP_METHODS: dict[str, frozenset[str]] = {
    "apps.connections.open": frozenset({"connections:write"}),
}
EVENTS: dict[str, frozenset[str]] = {
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "message.im": frozenset({"im:history"}),
}
FEATURES: dict[str, frozenset[str]] = {
    "slash_commands": frozenset({"commands"}),
    "shortcuts": frozenset({"commands"}),
    "interactivity": frozenset(),
}
BOT_SCOPES = frozenset().union(*METHODS.values(), *EVENTS.values(), *FEATURES.values())
APP_SCOPES = frozenset().union(*APP_METHODS.values())
