"""From a returned workbook's plain cells to answers: each found, how, and how sure. May import the domain only."""
