"""LibreOffice: one runner for whoever above needs it, and what its PDF files need to be whole."""
