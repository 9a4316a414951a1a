"""Adopt: a workbook that nobody described, and the mapping to the Register that it suggests."""
