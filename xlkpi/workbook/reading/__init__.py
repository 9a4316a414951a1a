"""Reading: a sheet's cells out of a file that nobody has to trust."""
