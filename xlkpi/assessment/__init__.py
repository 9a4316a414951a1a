"""What we conclude from the record: assessments, scorecards, highlights and queries."""
