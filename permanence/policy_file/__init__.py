"""The shape of a policy file: what may be written in it, and how what is wrong is said."""
