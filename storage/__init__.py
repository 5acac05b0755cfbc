"""Everything kept: the only code that knows SQLAlchemy."""
