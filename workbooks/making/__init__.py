"""How the shipped Registers are made from the files in workbooks/sources."""
