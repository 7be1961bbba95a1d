"""The state of the world: integer codes, columns of arrays, and the world that holds them."""
