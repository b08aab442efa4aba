"""The figures of the last full run."""

from pathlib import Path

from benchmarks.record import load_record, merged, save_record


def test_what_is_measured_anew_replaces_the_old_as_a_whole():
    old = {"bots": {"a": {"run": "1", "x": 1, "gone": 1}, "b": {"run": "1", "x": 2}}}
    new = {"bots": {"a": {"run": "2", "x": 3}}, "others": {}}
    assert merged(old, new) == {
        "bots": {"a": {"run": "2", "x": 3}, "b": {"run": "1", "x": 2}},
        "others": {},
    }


def test_a_record_is_kept_rounded(tmp_path: Path):
    path = tmp_path / "record.json"
    assert load_record(path) == {}
    save_record(path, {"part": {"figures": [0.123456], "count": 3, "none": None}})
    assert load_record(path) == {"part": {"figures": [0.1235], "count": 3, "none": None}}
