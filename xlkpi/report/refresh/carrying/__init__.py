"""Officers' words carried from one Word file into another, with everything that they need there."""
