"""Queries: figures and rows that somebody should look at. None is a verdict; a file a subject."""
