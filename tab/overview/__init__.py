"""What the overview's page is made of: its tables, and what stands behind each number."""
