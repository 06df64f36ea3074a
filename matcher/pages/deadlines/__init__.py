"""The closing days of eighteen months: list, time line and calendar."""
