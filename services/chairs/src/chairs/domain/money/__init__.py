"""What one case's chair and writer are paid: requests, invoices, credit notes."""
