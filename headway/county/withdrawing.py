"""Withdrawing a load that should not be there, and saying what is in effect now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from headway.errors import MistypedError
from headway.identity import LoadId
from headway.store import Store, Withdrawal
from headway.store.effect import moment_before


@dataclass(frozen=True)
class WithdrawalReport:
    """The withdrawal, whether this call made it, and what it did to the other loads."""

    withdrawal: Withdrawal
    is_new: bool
    back_in_effect: tuple[LoadId, ...]
    in_effect_count: int

    def lines(self) -> list[str]:
        """What a person is told."""
        found = self.withdrawal
        day = found.withdrawn_at.date().isoformat()
        before = moment_before(found.withdrawn_at)
        already = "" if self.is_new else f" already, by {found.withdrawn_by}"
        lines = [
            f"Load {found.load_id} is withdrawn from {day} on{already}. It is kept: --known-on {before} still has it."
        ]
        lines += [
            f"LOOK AT THIS: load {name}, which it had corrected, is in effect again. If that is wrong too, withdraw it."
            for name in self.back_in_effect
        ]
        count = f"{self.in_effect_count} {'load is' if self.in_effect_count == 1 else 'loads are'}"
        return [*lines, f"{count if self.in_effect_count else 'No load is'} in effect now."]


def withdraw_load(store: Store, load: LoadId, *, by: str, why: str) -> WithdrawalReport:
    """Takes the load out of effect, now. Raises MistypedError without a reason, RefusedError where it is not in effect."""
    if not why.strip():
        raise MistypedError("The reason is empty.", "--why", "Say why the load is wrong, for whoever asks later.")
    before = _in_effect(store)
    now = datetime.now(UTC)
    withdrawal = store.withdraw(load, at=now, by=by, why=" ".join(why.split()))
    after = _in_effect(store)
    back = tuple(name for name in after if name not in before)
    return WithdrawalReport(withdrawal, withdrawal.withdrawn_at == now, back, len(after))


def _in_effect(store: Store) -> list[LoadId]:
    """Not store.loads(): a withdrawal that is gone is brought back by withdrawing again."""
    return [each.load.load_id for each in store.standings() if each.is_in_effect]
