"""The stand-ins answer for TensorFlow where it is absent, and only there."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Union

import pytest

from heardback import without_tensorflow
from heardback.without_tensorflow import STANDIN_MODULES, StandinFinder, standins

PACKAGES = frozenset(name.partition(".")[0] for name in STANDIN_MODULES)
WHAT_TO_DO = "Run `make setup-full`"


def run(program: str, *options: str, **environment: str) -> str:
    """Run a program in a Python of its own and return what it printed."""
    result = subprocess.run(
        [sys.executable, *options, "-c", dedent(program)],
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture
def without_loaded_standins(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("without_loaded_standins")
class TestModules:
    @pytest.mark.parametrize("name", sorted(STANDIN_MODULES))
    def test_each_module_can_be_imported(self, name: str):
        assert importlib.import_module(name).__name__ == name

    def test_a_probe_of_another_library_learns_that_tensorflow_is_absent(self):
        with pytest.raises(ImportError):
            importlib.import_module("tensorflow.experimental.dlpack")

    def test_a_module_that_rasa_never_asks_for_is_refused_with_advice(self):
        with pytest.raises(ImportError, match=r"tensorflow\.lite needs TensorFlow.*setup-full"):
            importlib.import_module("tensorflow.lite")

    def test_other_missing_modules_are_not_answered_for(self):
        assert find_spec("torch_that_nobody_installed") is None


class TestUseAtImport:
    """What Rasa's modules do with TensorFlow while they are imported."""

    tensorflow = importlib.import_module("tensorflow")

    def test_an_attribute_of_an_attribute_is_there(self):
        assert self.tensorflow.keras.layers.Dense.__name__ == "Dense"

    def test_a_class_can_derive_from_it_and_keeps_its_own_attributes(self):
        class Layer(self.tensorflow.keras.layers.Layer):  # type: ignore[misc, name-defined]
            units = 3

        assert Layer.units == 3

    def test_a_derived_class_has_no_attributes_that_nobody_wrote(self):
        class Layer(self.tensorflow.keras.layers.Layer):  # type: ignore[misc, name-defined]
            pass

        assert not hasattr(Layer, "units")

    def test_it_can_stand_in_an_annotation(self):
        assert Union[self.tensorflow.Tensor, None]  # noqa: UP007

    def test_nothing_is_an_instance_of_it(self):
        assert not isinstance(1, self.tensorflow.Tensor)

    def test_settings_are_taken_and_no_device_is_named(self):
        self.tensorflow.config.threading.set_inter_op_parallelism_threads(2)
        assert self.tensorflow.config.list_physical_devices("GPU") == []

    @pytest.mark.parametrize("name", ["__version__", "__file__", "__wrapped__"])
    def test_it_claims_no_attributes_of_pythons_own(self, name: str):
        assert getattr(self.tensorflow, name, None) is None
        assert not hasattr(self.tensorflow.keras, name)


class TestUseAtRunTime:
    """What fails, since it needs the real TensorFlow."""

    tensorflow = importlib.import_module("tensorflow")

    def test_a_call_fails_and_says_what_to_do(self):
        with pytest.raises(standins.MissingTensorFlowError) as failure:
            self.tensorflow.constant(1)
        assert str(failure.value).startswith("tensorflow.constant needs TensorFlow")
        assert WHAT_TO_DO in str(failure.value)

    def test_building_a_derived_class_fails_under_its_own_name(self):
        class Model(self.tensorflow.keras.Model):  # type: ignore[misc, name-defined]
            pass

        with pytest.raises(standins.MissingTensorFlowError, match=r"^Model needs TensorFlow"):
            Model()

    def test_rasa_takes_the_failure_for_one_of_its_own(self):
        from rasa.shared.exceptions import RasaException

        with pytest.raises(RasaException, match=WHAT_TO_DO):
            self.tensorflow.constant(1)

    def test_rasa_does_not_take_it_for_an_empty_model_file(self):
        """Where a ValueError says so, Rasa goes on with an untrained component."""
        importlib.import_module("rasa.shared.exceptions")
        with pytest.raises(standins.MissingTensorFlowError) as failure:
            self.tensorflow.constant(1)
        assert not isinstance(failure.value, ValueError)

    def test_without_rasa_it_fails_as_a_missing_module_does(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delitem(sys.modules, "rasa.shared.exceptions", raising=False)
        with pytest.raises(ImportError, match=WHAT_TO_DO):
            self.tensorflow.constant(1)


class TestRealTensorFlow:
    """Where it is installed, the stand-ins have no say."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "tensorflow").mkdir()
        (tmp_path / "tensorflow" / "__init__.py").write_text("__version__ = '2.12.0'\n")
        return tmp_path

    def test_it_is_found_first(self, folder: Path):
        program = "import tensorflow; print(tensorflow.__version__)"
        assert run(program, PYTHONPATH=str(folder)) == "2.12.0"

    def test_what_it_lacks_stays_lacking(self, folder: Path):
        program = """
            import tensorflow
            try:
                import tensorflow.keras
            except ModuleNotFoundError as error:
                print(error)
        """
        assert run(program, PYTHONPATH=str(folder)) == "No module named 'tensorflow.keras'"


class TestStart:
    """Python calls `install` at every start, for plain `rasa` commands' sake."""

    def test_python_starts_with_the_finder_behind_all_others(self):
        assert run("import sys; print(sys.meta_path[-1].__name__)") == "StandinFinder"

    def test_installing_twice_is_installing_once(self):
        without_tensorflow.install()
        without_tensorflow.install()
        assert sys.meta_path.count(StandinFinder) == 1

    def test_the_start_loads_nothing_but_the_finder(self):
        program = "import sys; print(*sorted(name for name in sys.modules if 'heardback' in name))"
        assert run(program) == "heardback heardback.without_tensorflow"

    def test_the_finder_needs_no_module_that_python_has_not_loaded(self):
        program = """
            import sys
            before = set(sys.modules)
            import heardback.without_tensorflow
            print(*sorted(set(sys.modules) - before))
        """
        root = Path(without_tensorflow.__file__).parents[2]
        loaded = run(program, "-S", PYTHONPATH=str(root))
        assert loaded == "heardback heardback.without_tensorflow"


def rasa_sources() -> Iterator[ast.Module]:
    spec = find_spec("rasa")
    assert spec is not None
    assert spec.origin is not None
    for path in Path(spec.origin).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if any(package in text for package in PACKAGES):
            yield ast.parse(text)


def imported_modules(source: ast.Module) -> Iterator[str]:
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


class TestRasa:
    def test_the_list_of_modules_is_what_rasa_imports(self):
        imported = {
            ancestor
            for source in rasa_sources()
            for name in imported_modules(source)
            if name.partition(".")[0] in PACKAGES
            for ancestor in with_parents(name)
        }
        assert imported == STANDIN_MODULES

    @pytest.mark.slow
    def test_its_components_for_tensorflow_load_and_one_fails_with_a_plain_sentence(self):
        program = """
            import contextlib, io
            with contextlib.redirect_stderr(io.StringIO()):
                import rasa.core.agent
                import rasa.core.policies.unexpected_intent_policy
                import rasa.nlu.featurizers.dense_featurizer.lm_featurizer
                import rasa.nlu.selectors.response_selector
                from rasa.core.policies.ted_policy import TED
                from rasa.nlu.classifiers.diet_classifier import DIET
            for model in (DIET, TED):
                try:
                    model(data_signature={}, label_data=None, entity_tag_specs=None, config={})
                except rasa.shared.exceptions.RasaException as error:
                    print(error)
        """
        sentences = run(program).splitlines()
        assert [sentence.partition(",")[0] for sentence in sentences] == [
            "DIET needs TensorFlow",
            "TED needs TensorFlow",
        ]
        assert all(WHAT_TO_DO in sentence for sentence in sentences)


def test_every_name_of_the_finder_is_reached_through_its_package():
    for name in STANDIN_MODULES:
        assert set(with_parents(name)) <= STANDIN_MODULES
