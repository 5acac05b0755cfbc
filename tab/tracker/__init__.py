"""What the tracker's page is made of: its address, its columns, its files."""
