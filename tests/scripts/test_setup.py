"""What scripts/setup.py decides, tried with a uv and a Python that are stand-ins."""

import ast
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "setup.py"
LOCK = """\
# made for these tests
requests==2.0 \\
    --hash=sha256:aa
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via heardback (pyproject.toml:lint)
uvloop==0.23.0 \\
    --hash=sha256:dd
"""
PYTHON = """\
#!/bin/sh
# Stands for a Python: tells its version, makes environments, and has a pip.
case "$*" in
  *version_info*)
    echo {version}; exit ;;
  "-m venv "*)
    mkdir -p "$3/bin" "$3/lib/python3.10/site-packages"
    touch "$3/pyvenv.cfg"
    cp "$0" "$3/bin/python" ;;
esac
echo "python $*" >> "{calls}"
case "$*" in "-m pip "*) {on_pip} ;; esac
"""
UV = """\
#!/bin/sh
# Stands for uv: notes how it is called and, asked to sync, does what the test says.
echo "uv $*" >> "{calls}"
case "$*" in "pip sync "*) {on_sync} ;; esac
"""
OFFLINE = "echo 'error: dns error: no such host'; exit 1"

MAKE = "python -m venv .venv"
SYNC = "uv pip sync --python .venv/bin/python --require-hashes requirements.lock"
INSTALL_ITSELF = (
    "uv pip install --python .venv/bin/python --no-deps --no-build-isolation --editable ."
)
PIP = "python -m pip install"


@pytest.fixture(scope="module")
def setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("heardback_setup_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Project:
    """A project's folder with what the script reads, and the programs it finds."""

    def __init__(self, folder: Path, setup: ModuleType) -> None:
        self.setup = setup
        self.root = folder / "project"
        self.programs = folder / "programs"
        self.lock = self.root / "requirements.lock"
        self.venv = self.root / ".venv"
        self.site_packages = self.venv / "lib" / "python3.10" / "site-packages"
        self._calls = folder / "calls.txt"
        self.programs.mkdir(parents=True)
        (self.root / setup.START_FILE).parent.mkdir(parents=True)
        (self.root / setup.START_FILE).write_text("import this\n")
        (self.root / "pyproject.toml").write_text("[project]\n")
        self.lock.write_text(LOCK)
        self.provide_python("python3.10", version="3.10")
        self.provide_uv(on_sync=f"mkdir -p '{self.site_packages}/requests-2.0.dist-info'")

    def provide_python(self, name: str, version: str, on_pip: str = "exit") -> None:
        self._provide(name, PYTHON.format(calls=self._calls, version=version, on_pip=on_pip))

    def provide_uv(self, on_sync: str) -> None:
        self._provide("uv", UV.format(calls=self._calls, on_sync=on_sync))

    def take_away(self, name: str) -> None:
        (self.programs / name).unlink()

    def set_up(self) -> list[str]:
        """Run the script and return the commands that changed something."""
        self._calls.write_text("")
        self.setup.set_up(self.root, self.setup.SMALL)
        return self._calls.read_text().replace(f"{self.root}/", "").splitlines()

    def _provide(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)


@pytest.fixture
def project(tmp_path: Path, setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path, setup)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("cp", "mkdir", "sh", "touch"):
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    monkeypatch.setenv("PATH", f"{project.programs}{os.pathsep}{tools}")
    monkeypatch.setattr(setup, "places_of_python_beside_the_path", lambda _name: [])
    return project


class TestFirstRun:
    def test_it_makes_the_environment_and_installs_the_lock_and_the_project(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ):
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]
        assert (project.site_packages / "heardback_without_tensorflow.pth").exists()
        assert "Installing 3 packages" in capsys.readouterr().out

    def test_the_environment_with_tensorflow_gets_no_stand_ins(self, project: Project):
        (project.root / "requirements-full.lock").write_text(LOCK)
        project.setup.set_up(project.root, project.setup.FULL)
        environment = project.root / ".venv-full"
        assert environment.exists()
        assert not list(environment.rglob("*.pth"))

    def test_what_the_commands_print_goes_to_the_log(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ):
        project.provide_uv(on_sync="echo a lot of noise")
        project.set_up()
        assert "noise" not in capsys.readouterr().out
        assert "noise" in (project.root / ".setup.log").read_text()

    def test_a_folder_that_is_no_environment_is_left_alone(self, project: Project):
        project.venv.mkdir()
        (project.venv / "thesis.txt").write_text("years of work")
        with pytest.raises(project.setup.SetupError, match="in the way"):
            project.set_up()
        assert (project.venv / "thesis.txt").exists()


class TestLaterRuns:
    @pytest.fixture(autouse=True)
    def first_run(self, project: Project) -> None:
        project.set_up()

    def test_nothing_is_done_or_said_again(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ):
        capsys.readouterr()
        assert project.set_up() == []
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
    def test_a_changed_input_brings_the_environment_up_to_date(self, project: Project, name: str):
        with (project.root / name).open("a") as file:
            file.write("# changed\n")
        assert project.set_up() == [SYNC, INSTALL_ITSELF]
        assert project.set_up() == []

    def test_an_environment_without_its_python_is_made_anew(self, project: Project):
        (project.venv / "bin" / "python").unlink()
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]

    def test_an_environment_that_lost_a_package_is_made_anew(self, project: Project):
        (project.site_packages / "requests-2.0.dist-info").rmdir()
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]

    def test_a_package_that_somebody_added_is_no_damage(self, project: Project):
        (project.site_packages / "ipython-9.dist-info").mkdir()
        assert project.set_up() == []

    def test_an_environment_that_moved_is_made_anew(self, project: Project):
        project.root = project.root.rename(project.root.with_name("moved"))
        project.provide_uv(on_sync="exit")
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]

    @pytest.mark.parametrize("stamp", ["", "{}", "[]", '{"root": "elsewhere"}'])
    def test_a_stamp_that_says_nothing_counts_for_nothing(self, project: Project, stamp: str):
        (project.venv / "heardback-setup.json").write_text(stamp)
        assert project.set_up()[0] == MAKE

    def test_a_run_that_broke_off_is_not_taken_for_a_whole_one(self, project: Project):
        project.lock.write_text(LOCK + "# changed\n")
        project.provide_uv(on_sync=OFFLINE)
        project.provide_python("python3.10", version="3.10", on_pip=OFFLINE)
        (project.venv / "bin" / "python").write_text((project.programs / "python3.10").read_text())
        with pytest.raises(project.setup.CommandFailedError):
            project.set_up()
        project.provide_uv(on_sync="exit")
        assert project.set_up()[0] == MAKE


class TestInstallers:
    def test_where_there_is_no_uv_pip_fetches_the_locked_one(self, project: Project):
        project.take_away("uv")
        calls = project.set_up()
        assert calls[1] == (f"{PIP} --quiet --retries 1 --require-hashes --no-deps -r .venv/uv.txt")
        assert (project.venv / "uv.txt").read_text() == (
            "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
        )

    def test_where_uv_fails_pip_installs_the_same_lock(self, project: Project):
        project.provide_uv(on_sync="exit 2")
        assert project.set_up()[2:] == [
            f"{PIP} --retries 2 --require-hashes --no-deps -r requirements.lock",
            f"{PIP} --no-deps --no-build-isolation --editable .",
        ]

    def test_the_lock_of_the_project_names_uv(self, setup: ModuleType):
        pin = setup.pin_of_uv((SCRIPT.parents[1] / "requirements.lock").read_text())
        assert pin.startswith("uv==")
        assert "--hash=sha256:" in pin


class TestPythons:
    def test_one_that_does_not_start_is_passed_over(self, project: Project):
        """So a shim of pyenv's behaves whose version is not installed."""
        (project.programs / "python3.10").write_text("#!/bin/sh\nexit 127\n")
        project.provide_python("python3", version="3.10")
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]

    def test_one_of_another_version_is_passed_over(self, project: Project):
        project.take_away("python3.10")
        project.provide_python("python3", version="3.11")
        project.provide_python("python", version="3.10")
        assert project.set_up() == [MAKE, SYNC, INSTALL_ITSELF]

    def test_where_there_is_none_uv_fetches_it(self, project: Project):
        fetched = project.programs / "fetched"
        (project.programs / "python3.10").rename(fetched)
        project._provide("uv", f'#!/bin/sh\n[ "$2" = find ] && echo {fetched}\nexit 0\n')
        assert project.set_up() == [MAKE]

    def test_where_it_cannot_be_fetched_one_sentence_says_what_to_install(self, project: Project):
        project.take_away("python3.10")
        project._provide("uv", "#!/bin/sh\nexit 1\n")
        with pytest.raises(project.setup.SetupError, match=r"needs Python 3\.10.*pyenv install"):
            project.set_up()

    def test_that_of_the_projects_own_environment_is_never_taken(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ):
        project.set_up()
        monkeypatch.setenv("PATH", str(project.venv / "bin"), prepend=os.pathsep)
        places = list(project.setup.places_of_python(project.root))
        assert places == [str(project.programs / "python3.10")]

    def test_one_without_venv_is_named_with_the_cure(self, project: Project):
        (project.programs / "python3.10").write_text(
            '#!/bin/sh\ncase "$*" in *version_info*) echo 3.10 ;; *) exit 1 ;; esac\n'
        )
        with pytest.raises(project.setup.SetupError, match=r"apt install python3\.10-venv"):
            project.set_up()


class TestWhatTheUserIsTold:
    @pytest.fixture(autouse=True)
    def in_this_project(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(project.setup, "ROOT", project.root)

    def test_being_offline_is_one_sentence(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ):
        project.take_away("uv")
        project.provide_python("python3.10", version="3.10", on_pip=OFFLINE)
        assert project.setup.main([]) == 1
        assert capsys.readouterr().err == project.setup.OFFLINE + "\n"

    def test_another_failure_shows_its_last_lines_and_names_the_log(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ):
        project.provide_uv(on_sync="exit 1")
        project.provide_python("python3.10", version="3.10", on_pip="echo hash mismatch; exit 1")
        assert project.setup.main([]) == 1
        message = capsys.readouterr().err
        assert "hash mismatch" in message
        assert ".setup.log" in message

    def test_success_is_exit_status_nought(self, project: Project):
        assert project.setup.main([]) == 0


def test_any_python_from_3_6_on_can_read_the_script():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_imports_nothing_but_the_standard_library():
    nodes = list(ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names
