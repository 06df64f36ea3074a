"""Any public page as it would be once what waits is published."""
