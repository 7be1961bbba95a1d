"""What `hunt.py` is made of: the campus, the measuring, the profile of the loops, the table."""
