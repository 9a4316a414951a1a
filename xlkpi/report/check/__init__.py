"""Accessibility of any Word file: nineteen rules, each told with its place and what to do."""
