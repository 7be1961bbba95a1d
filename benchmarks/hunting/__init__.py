"""What `hunt.py` is made of: the campus, the outbreak on it, the measuring, the clocks on the loops, the table."""
