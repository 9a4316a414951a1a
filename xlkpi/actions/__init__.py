"""What an officer can ask for, one file each. A button and a command are two doors to these."""
