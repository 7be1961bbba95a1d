"""What `scaling.py` is made of: runs of the country, the machine's limits, what a run needs of them, the table."""
