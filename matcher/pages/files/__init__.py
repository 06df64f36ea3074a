"""What one takes along as a file: a result, a list of routes or one route, for a spreadsheet or as PDF.

`tables` has the columns, `spreadsheets` writes them; `sheets` has what stands on paper, `documents` makes it a PDF."""
