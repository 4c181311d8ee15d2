"""A mailbox for demonstrations: it takes every e-mail the system sends, keeps it, and shows it on a page."""
