"""The vocabulary: what a polarity, a period, a unit, a tolerance or a rating *is*.

Standard library only, so that any spreadsheet's own Python can load it.
"""
