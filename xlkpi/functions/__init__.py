"""The worksheet functions, each defined once; every host is derived from `catalogue`.

Standard library only, so that any spreadsheet's own Python can load them.
"""
