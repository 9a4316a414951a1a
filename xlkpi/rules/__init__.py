"""The judgements: pure functions on the vocabulary of `terms`. Standard library only.

Each rule computes what is so without regard to polarity, and turns it for polarity in one place.
"""
