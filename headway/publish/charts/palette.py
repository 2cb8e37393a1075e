"""The colours of every chart, mark and icon. Contrast on white: text 4.5:1 or more, marks 3:1 or more."""

from __future__ import annotations

INK = "#0B0C0C"
SECOND = "#505A5F"
GREY = "#6F777B"
COUNTY_GREY = "#8A9196"
LIGHT = "#D5D8DA"
BAND_BASE = "#DCE3E8"
BAND_AFTER = "#EDF1F3"
BAND_SPARK = "#E6EBEE"
BLUE = "#005EA5"
ORANGE = "#B8500F"
PURPLE = "#4C2C92"
WHITE = "#fff"
FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
