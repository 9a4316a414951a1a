"""Faults of a Word template, all of them in one pass, each told with its place."""
