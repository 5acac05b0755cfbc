"""The chair's overview: how many, how late, how long, each number with the children behind it."""
