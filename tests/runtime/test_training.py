"""Training: only where something has changed that the reader learns from."""

import json
from pathlib import Path

import pytest

from heardback.runtime.model import NAME
from heardback.training import fingerprint, is_trained


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("config.yml", "data/nlu/a.yml", "data/advice/words.yml", "heardback/reading/r.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first")
    models = tmp_path / "models"
    models.mkdir()
    (models / f"{NAME}.tar.gz").write_bytes(b"model")
    (models / f"{NAME}.json").write_text(json.dumps({"fingerprint": fingerprint(tmp_path)}))
    return tmp_path


def test_what_has_not_changed_is_not_trained_again(root: Path):
    assert is_trained(root / "models", root)


def test_advice_can_change_without_training(root: Path):
    (root / "data/advice/words.yml").write_text("second")
    assert is_trained(root / "models", root)


@pytest.mark.parametrize("name", ["config.yml", "data/nlu/a.yml", "data/nlu/b.yml"])
def test_changed_or_new_data_is_trained(root: Path, name: str):
    (root / name).write_text("second")
    assert not is_trained(root / "models", root)


def test_changed_reading_code_is_trained(root: Path):
    (root / "heardback/reading/r.py").write_text("second")
    assert not is_trained(root / "models", root)


def test_a_missing_model_is_trained(root: Path):
    (root / "models" / f"{NAME}.tar.gz").unlink()
    assert not is_trained(root / "models", root)


def test_a_broken_record_is_trained(root: Path):
    (root / "models" / f"{NAME}.json").write_text("{")
    assert not is_trained(root / "models", root)
