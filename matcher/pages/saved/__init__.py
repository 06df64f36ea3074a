"""What one takes along from the results: the routes put aside, and their days as a calendar."""
