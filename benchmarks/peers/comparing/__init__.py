"""What `compare.py` is made of: the peers, Hyosan's command line, processes measured one by one, rounds, the table."""
