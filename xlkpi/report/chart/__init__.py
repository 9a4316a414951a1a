"""Charts: a KPI over time, native to Word, in the look of the council's own sample."""
