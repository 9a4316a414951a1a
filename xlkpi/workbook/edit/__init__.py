"""Edits that lose nothing: only the cells that are named change, and a failure changes nothing."""
