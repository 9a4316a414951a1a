"""Desktop Excel: functions and buttons bound into workbooks, and the workbook that stands open."""
