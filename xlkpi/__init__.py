"""One set of judgements behind a council's KPI Register, its scorecards and its papers."""

__version__ = "26.1.0"
