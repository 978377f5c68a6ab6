"""A plan is killed in every way there is, and gone on with; ``kill.py`` does it for as long as you like."""

from __future__ import annotations

import kill


def test_a_plan_that_is_killed_is_gone_on_with():
    with kill.own_server(20_000) as (server, folder):
        one = kill.Round(server, folder, 20_000)
        _, writer, _ = one.go(["client", "connection", "server", "client"], 1.5)
        one.check(writer, None)
        assert writer.longest < kill.LOCK_TIMEOUT + 1
