"""What one runs by `manage.py`: a match, the personas, verification, and how well faults are found."""
