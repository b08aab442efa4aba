"""What stands in deploy/ agrees with the code and with itself."""

import re
from pathlib import Path

import pytest
import yaml

from heardback.runtime.settings import read_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
READ_BY_SETTINGS = re.compile(r'_(?:text|number)\(\s*variables, "([A-Z_]+)"')


def compose() -> dict[str, dict[str, dict[str, object]]]:
    loaded: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        (DEPLOY / "compose.yml").read_text()
    )
    return loaded


def test_the_example_names_every_setting():
    code = (ROOT / "heardback/runtime/settings.py").read_text()
    example = (DEPLOY / "heardback.env.example").read_text()
    for name in READ_BY_SETTINGS.findall(code):
        assert f"HEARDBACK_{name}=" in example


def test_the_example_can_be_used_as_it_stands():
    lines = (DEPLOY / "heardback.env.example").read_text().splitlines()
    pairs = [line.removeprefix("#").split("=", 1) for line in lines if "=" in line]
    variables = {name: value for name, value in pairs if name.startswith("HEARDBACK_")}
    assert read_settings(variables).port == 5005


def test_all_that_a_service_needs_is_there():
    services = compose()["services"]
    for service in services.values():
        for needed in service.get("depends_on", ()):  # type: ignore[attr-defined]
            assert needed in services
        for network in service["networks"]:  # type: ignore[attr-defined]
            assert network in compose()["networks"]
        build = service.get("build")
        if isinstance(build, dict):
            context = (DEPLOY / build["context"]).resolve()
            assert (context / build["dockerfile"]).is_file()


def test_only_the_proxy_faces_the_net():
    services = compose()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    assert compose()["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("file", ["Caddyfile", "nginx.conf"])
def test_a_proxy_limits_bodies_and_rates_and_hides_what_is_the_operators(file: str):
    text = (DEPLOY / file).read_text()
    for wanted in ("64", "rate", "health", "ready", "metrics", "404"):
        assert wanted in text
