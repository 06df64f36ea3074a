"""What one runs by `manage.py`: load, check and export the catalogue."""
