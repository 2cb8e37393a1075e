"""Told when somebody has opened something by giving a reason, once it is kept: ``entry`` of the trail, and ``until``."""

from __future__ import annotations

from django.dispatch import Signal

opened = Signal()
