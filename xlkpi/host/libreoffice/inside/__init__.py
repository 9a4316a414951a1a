"""What runs in LibreOffice's own Python: it needs the standard library and `uno` alone."""
