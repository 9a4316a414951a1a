"""Spreadsheet files in and out. The only room that knows headings, sheets and cell addresses."""
