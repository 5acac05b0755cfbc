"""What the page of actions is made of: its address, and how a form of it is read."""
