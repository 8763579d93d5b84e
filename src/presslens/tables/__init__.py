"""The tables of a run: schemas, reading and writing, the run folder."""
