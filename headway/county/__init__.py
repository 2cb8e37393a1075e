"""The one door for callers: open a county folder, then load, observe, judge, list and publish."""

from headway.county.county import County

__all__ = ["County"]
