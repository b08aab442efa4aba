"""The commands as people run them."""

import json
import os
import pty
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = "I applied for a job three weeks ago and heard nothing."
FACTS = {
    "contacts_made",
    "days_since_contact",
    "promised_by",
    "deadline_passed",
    "thank_you_sent",
    "employed",
    "internal",
    "other_offer",
    "rejected",
    "channel_used",
    "interviews_done",
}


def heardback(
    *arguments: str, given: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    variables = {f"HEARDBACK_{name}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "heardback", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **variables},
        check=False,
    )


def lines(*messages: object) -> str:
    return "".join(f"{json.dumps(message)}\n" for message in messages)


def test_help_lists_every_command_and_loads_no_rasa():
    code = (
        "import sys\nfrom heardback.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\nprint('rasa' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for command in ("chat", "ask", "read", "reply", "serve", "train", "forget", "advise"):
        assert command in done.stdout
    assert done.stdout.rstrip().endswith("False")


@pytest.mark.parametrize("arguments", [("dance",), ("ask",), ("serve", "--loud")])
def test_a_mistyped_command_is_a_usage_error(arguments: tuple[str, ...]):
    done = heardback(*arguments)
    assert done.returncode == 2
    assert "usage: heardback" in done.stderr


def test_a_missing_model_is_one_sentence(tmp_path: Path):
    done = heardback("ask", STORY, MODEL=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no trained model yet. Run `heardback train` once.\n"


@pytest.mark.slow
def test_a_broken_model_is_one_sentence(tmp_path: Path):
    (tmp_path / "heardback.tar.gz").write_bytes(b"no model")
    done = heardback("ask", STORY, MODEL=str(tmp_path))
    assert done.returncode == 1
    assert "cannot be loaded" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = heardback("serve", PORT=port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_ask_answers_in_text_and_as_data():
    text = heardback("ask", STORY)
    assert (text.returncode, text.stderr) == (0, "")
    assert "What it may mean" in text.stdout
    data = json.loads(heardback("ask", "--json", STORY).stdout)
    assert data["situation"] == "application_no_reply"
    assert all(line["id"] for line in data["next"])


@pytest.mark.slow
def test_reply_answers_each_line_in_a_conversation_of_its_own():
    given = (
        lines({"id": 1, "text": STORY})
        + "no JSON\n"
        + lines({"id": "two", "text": "I called them 3 times."}, {"id": 3, "text": 9}, [])
    )
    done = heardback("reply", given=given)
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == [1, "two"]
    assert replies[0]["answer"]["situation"] == "application_no_reply"
    assert replies[1]["answer"].get("situation", "") != "application_no_reply"
    assert [error[:7] for error in done.stderr.splitlines()] == ["line 2:", "line 4:", "line 5:"]
    assert done.returncode == 1


@pytest.mark.slow
def test_read_tells_situation_ranking_and_facts():
    given = lines({"id": "a", "text": f"{STORY} I called twice."}, {"id": "b", "text": "/greet"})
    done = heardback("read", given=given)
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["situation"] == first["ranking"][0][0] == "application_no_reply"
    assert len(first["ranking"]) == 8
    assert sum(p for _, p in first["ranking"]) == pytest.approx(1, abs=0.01)
    assert set(first["facts"]) <= FACTS
    assert first["facts"]["contacts_made"] == 2
    assert second["id"] == "b"
    assert done.returncode == 0


@pytest.mark.slow
def test_forget_erases_one_person(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'kept.db'}"
    heardback("chat", "--as", "ann", given=f"{STORY}\n", DATABASE_URL=database)
    done = heardback("forget", "shell:ann", DATABASE_URL=database)
    assert (done.returncode, done.stdout) == (0, "Erased all that was kept of shell:ann.\n")
    again = heardback("forget", "shell:ann", DATABASE_URL=database)
    assert again.returncode == 1
    assert "Nothing is kept" in again.stderr


@pytest.mark.slow
def test_chat_through_a_pipe_takes_a_line_as_a_message(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'kept.db'}"
    done = heardback("chat", given=f"{STORY}\n\nWhy?\n", DATABASE_URL=database)
    assert done.returncode == 0
    assert done.stdout.count("What I read") >= 1
    assert "you>" not in done.stdout
    assert "\x1b" not in done.stdout


class Terminal:
    """A person at a terminal."""

    def __init__(self, *arguments: str, database: Path) -> None:
        self.screen = ""
        child, self._file = pty.fork()
        self.pid = child
        if child == 0:
            os.chdir(ROOT)
            os.environ["HEARDBACK_DATABASE_URL"] = f"sqlite:///{database}"
            os.environ["TERM"] = "dumb"
            os.execv(sys.executable, [sys.executable, "-m", "heardback", *arguments])

    def types(self, text: str) -> None:
        os.write(self._file, text.encode())

    def sees(self, text: str, seconds: float = 90) -> bool:
        """Whether `text` appears; what was on the screen before it is forgotten."""
        until = time.monotonic() + seconds
        while text not in self.screen and time.monotonic() < until:
            if select.select([self._file], [], [], 0.1)[0]:
                try:
                    self.screen += os.read(self._file, 65536).decode(errors="replace")
                except OSError:
                    break
        before, found, self.screen = self.screen.partition(text)
        self.last = before
        return bool(found)

    def ends(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.slow
def test_chat_in_a_terminal(tmp_path: Path):
    person = Terminal("chat", database=tmp_path / "kept.db")
    assert person.sees("you> ")
    assert "Hello" in person.last
    person.types("I applied for a job.\nThat was three weeks ago,\nand I heard nothing.\n")
    assert person.sees("(1) ") or person.sees("(a) ", 1)
    assert person.last.count("What I read") == 1
    assert person.sees("you> ")
    person.types("\x03")
    assert person.ends() == 0
    again = Terminal("chat", database=tmp_path / "kept.db")
    assert again.sees("this is where we were")
    assert again.sees("you> ")
    again.types("Why?\n")
    assert again.sees("Why this step")
    assert again.sees("you> ")
    again.types("\x04")
    assert again.ends() == 0
