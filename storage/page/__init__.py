"""What is kept for the web page: its sessions, and how far the record has come."""
