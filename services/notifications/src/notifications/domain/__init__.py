"""What may be sent, when, and what is known of it? Pure: no clock, no mail server, no database."""
