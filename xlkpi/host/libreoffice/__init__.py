"""LibreOffice: one extension with the functions, a menu and toolbar, and the officers' buttons."""
