from __future__ import annotations

from pathlib import Path

import pytest

from heardback.channels.web.settings import WebSettings, origin_of, read_web_settings
from heardback.runtime.errors import SettingError
from heardback.runtime.settings import Settings, read_settings

SECRET = b"a secret for tests alone"


def settings(**variables: str) -> Settings:
    named = {f"HEARDBACK_{name}": value for name, value in variables.items()}
    return read_settings({"HEARDBACK_DATABASE_URL": "memory:", **named})


def test_the_variables_are_read():
    read = read_web_settings(
        settings(
            SECRET="a secret for tests alone",
            PUBLIC_URL="https://chat.example.org/",
            EMBEDDING_ORIGINS="https://jobs.example.org, http://127.0.0.1:8080",
            EXIT_URL="https://news.example.org/weather",
        )
    )
    assert read.secret == SECRET
    assert read.public_origin == "https://chat.example.org"
    assert read.is_https
    assert read.embedding_origins == {"https://jobs.example.org", "http://127.0.0.1:8080"}
    assert read.exit_url == "https://news.example.org/weather"


def test_without_a_secret_one_is_made_and_kept_for_the_next_start(tmp_path: Path):
    kept = settings(DATABASE_URL=f"sqlite:///{tmp_path}/conversations.db")
    file = tmp_path / "deep" / "web_secret"
    first = read_web_settings(kept, file)
    assert len(first.secret) >= 32
    assert read_web_settings(kept, file).secret == first.secret
    assert file.stat().st_mode & 0o077 == 0


def test_where_conversations_are_not_kept_no_secret_is(tmp_path: Path):
    file = tmp_path / "web_secret"
    assert read_web_settings(settings(), file).secret != read_web_settings(settings(), file).secret
    assert not file.exists()


def test_the_secret_is_not_shown():
    assert "secret" not in repr(WebSettings(SECRET))


@pytest.mark.parametrize(
    "variables",
    [
        {"SECRET": "short"},
        {"EMBEDDING_ORIGINS": "*"},
        {"EMBEDDING_ORIGINS": "https://jobs.example.org/"},
        {"EMBEDDING_ORIGINS": "jobs.example.org"},
        {"EMBEDDING_ORIGINS": "https://*.example.org; script-src *"},
        {"EMBEDDING_ORIGINS": "null"},
        {"PUBLIC_URL": "chat.example.org"},
        {"EXIT_URL": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said_before_anything_starts(variables: dict[str, str]):
    with pytest.raises(SettingError, match=f"HEARDBACK_{next(iter(variables))}"):
        read_web_settings(settings(**variables))


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://a.example/b?c", "https://a.example"),
        ("https://a.example:443", "https://a.example"),
        ("http://a.example:8080", "http://a.example:8080"),
        ("http://[::1]:5005/", "http://[::1]:5005"),
        ("https://user@a.example", ""),
        ("https://a.example:port", ""),
        ("ftp://a.example", ""),
        ("https://a b", ""),
        ("https://*.example", ""),
        ("", ""),
    ],
)
def test_the_origin_of_a_url(url: str, origin: str):
    assert origin_of(url) == origin
