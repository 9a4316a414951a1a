"""The server: functions and actions for Excel on the web, on the Mac and on Windows."""
