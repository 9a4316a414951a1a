"""`xlkpi.toml`: one validated file says where a council's workbooks are and how they are read."""
