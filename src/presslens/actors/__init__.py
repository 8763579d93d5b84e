"""Who: the registry of actors, the forms of their names, and linking."""
