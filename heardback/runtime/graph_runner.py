"""Runs a trained graph node by node, without a scheduler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class DirectGraphRunner(DaskGraphRunner):
    """Does what Rasa's runner does. That one hands a handful of short steps to dask each time."""

    _orders: dict[tuple[str, ...], list[str]]

    @classmethod
    def of(cls, runner: DaskGraphRunner) -> DirectGraphRunner:
        """Return a runner of the same loaded nodes."""
        made = cls.__new__(cls)
        made.__dict__.update(runner.__dict__)
        made._orders = {}  # noqa: SLF001 - it is our own
        return made

    def run(
        self, inputs: Mapping[str, Any] | None = None, targets: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Run all that the targets need, and return what each target gives."""
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in self._order(wanted):
            needs = self._graph_schema.nodes[name].needs.values()
            outputs[name] = self._instantiated_nodes[name](
                *(outputs.get(need, need) for need in needs)
            )
        return dict(outputs[name] for name in wanted)

    def nodes(self) -> Iterator[Any]:
        """Yield the components of all nodes."""
        for node in self._instantiated_nodes.values():
            yield node._component  # noqa: SLF001 - Rasa gives no other way to it

    def _order(self, wanted: tuple[str, ...]) -> list[str]:
        if wanted not in self._orders:
            self._orders[wanted] = list(dict.fromkeys(self._needed(wanted)))
        return self._orders[wanted]

    def _needed(self, names: Sequence[str]) -> Iterator[str]:
        """Yield the nodes that `names` need and then themselves, each after what it needs."""
        for name in names:
            if name in self._graph_schema.nodes:
                yield from self._needed(tuple(self._graph_schema.nodes[name].needs.values()))
                yield name
