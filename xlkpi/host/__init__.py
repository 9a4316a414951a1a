"""Live spreadsheets: the functions and actions where an officer has a workbook open."""
