"""Two requests that overlap: the second is sent and answered while the first stands just before what it calls."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from typing import Any

import pytest


def overlapping(
    patch: pytest.MonkeyPatch, before: str, first: Callable[[], Any], second: Callable[[], Any]
) -> tuple[Any, Any]:
    """What both are answered; ``before`` is the function, by its module and name, before which the first waits."""
    real, answers = pkgutil.resolve_name(before), []

    def waits(*given: Any, **named: Any) -> Any:
        if not answers:
            answers.append(None)  # the second one's own call does not wait
            answers[0] = second()
        return real(*given, **named)

    with patch.context() as own:
        own.setattr(before, waits)
        answer = first()
    assert answers, f"{before} was never called"
    return answer, answers[0]
