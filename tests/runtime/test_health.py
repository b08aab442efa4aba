"""Health: red from a failure on, green when turns work again or nobody tries for a while."""

from heardback.runtime.health import REMEMBERED, Health


def test_a_failure_shows_until_a_turn_works():
    health = Health()
    health.failed("store")
    assert health.failing == ("store",)
    health.worked()
    assert health.failing == ()


def test_a_failure_that_nobody_could_repeat_is_forgotten():
    now = 100.0
    health = Health(clock=lambda: now)
    health.failed("lock")
    now += REMEMBERED + 1
    assert health.failing == ()
