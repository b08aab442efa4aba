"""What is counted for Prometheus. Never a text, never who wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

from heardback.advice.answer import Answer

LATENCIES = (0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts turns, how long they took, what they were about and what failed."""

    def __init__(self, *, several_processes: bool = False) -> None:
        """Start counting.

        Args:
            several_processes: add up what all workers counted; prometheus_client then needs
                PROMETHEUS_MULTIPROC_DIR to be set before it is imported.
        """
        self._several_processes = several_processes
        self._registry = CollectorRegistry()
        self._turns = Counter(
            "heardback_turns", "Messages answered", ["channel"], registry=self._registry
        )
        self._seconds = Histogram(
            "heardback_turn_seconds",
            "Time from message to stored answer",
            ["channel"],
            buckets=LATENCIES,
            registry=self._registry,
        )
        self._situations = Counter(
            "heardback_situations", "Situations advised on", ["situation"], registry=self._registry
        )
        self._answers = Counter(
            "heardback_answers", "Answers by kind", ["kind"], registry=self._registry
        )
        self._not_sure = Counter(
            "heardback_not_sure", "Turns that asked which situation it is", registry=self._registry
        )
        self._failures = Counter(
            "heardback_failures",
            "Turns not saved, by what failed",
            ["channel", "cause"],
            registry=self._registry,
        )

    def count_turn(self, channel: str, seconds: float, answers: Iterable[Answer]) -> None:
        """Count one answered message."""
        self._turns.labels(channel).inc()
        self._seconds.labels(channel).observe(seconds)
        for answer in answers:
            self._answers.labels(answer.kind).inc()
            if answer.kind == "advice":
                self._situations.labels(answer.situation).inc()
            if answer.kind == "choice":
                self._not_sure.inc()

    def count_failure(self, channel: str, cause: str) -> None:
        """Count one turn that was not saved."""
        self._failures.labels(channel, cause).inc()

    def exposition(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        if not self._several_processes:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
