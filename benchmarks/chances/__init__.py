"""Many seeds of a scenario: what became of whom, which claims held, and with which probability."""
