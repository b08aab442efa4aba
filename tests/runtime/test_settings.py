"""Settings: what holds without variables, and what is refused in one sentence."""

import pytest

from heardback.runtime.errors import SettingError
from heardback.runtime.settings import read_settings


def test_without_variables_it_is_one_local_process_on_sqlite():
    settings = read_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.workers == 1
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith(".heardback/conversations.db")


def test_a_channel_reads_its_own_variables():
    settings = read_settings({"HEARDBACK_SLACK_TOKEN": " xoxb ", "HEARDBACK_EMPTY": ""})
    assert settings.get("SLACK_TOKEN") == "xoxb"
    assert settings.get("EMPTY", "else") == "else"


def test_secrets_do_not_show_in_a_representation():
    assert "xoxb" not in repr(read_settings({"HEARDBACK_SLACK_TOKEN": "xoxb"}))


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"PORT": "high"}, "HEARDBACK_PORT"),
        ({"PORT": "70000"}, "HEARDBACK_PORT"),
        ({"WORKERS": "0"}, "HEARDBACK_WORKERS"),
        ({"WORKERS": "2"}, "HEARDBACK_REDIS_URL"),
        ({"WORKERS": "2", "REDIS_URL": "redis://r", "DATABASE_URL": "memory:"}, "database"),
        ({"DATABASE_URL": "mysql://x"}, "HEARDBACK_DATABASE_URL"),
        ({"REDIS_URL": "localhost"}, "HEARDBACK_REDIS_URL"),
    ],
)
def test_what_cannot_be_is_named(variables: dict[str, str], told: str):
    with pytest.raises(SettingError, match=told):
        read_settings({f"HEARDBACK_{name}": value for name, value in variables.items()})
