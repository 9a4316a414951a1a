"""What the council wrote down, and nothing that we conclude from it: frozen, validated, located."""
