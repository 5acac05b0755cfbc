"""One module for each thing the product does: a frozen command and one async function."""
