"""A synthetic county with known truths, for the demo, tests and training. No child in it is or was real."""

from headway.synthetic.county_files import COUNTY_NAME, write_county
from headway.synthetic.setting import ALL, NONE, PLANTS, Setting
from headway.synthetic.synthesise import synthesise
from headway.synthetic.truths import Truth, Truths

__all__ = ["ALL", "COUNTY_NAME", "NONE", "PLANTS", "Setting", "Truth", "Truths", "synthesise", "write_county"]
