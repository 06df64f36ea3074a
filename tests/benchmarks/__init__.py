"""What matching costs, measured beside a floor in the same run. `make bench` prints the table; nothing here is a test."""
