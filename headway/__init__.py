"""Headway: are children's lives getting better, in every locality, fast enough, and who needs someone today?"""

__version__ = "0.1.0"
