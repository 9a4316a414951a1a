"""The formulas of a workbook: what they refer to, in which order, and what they answer."""
