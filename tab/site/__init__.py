"""What carries the pages: headers, sign-in, forms nobody forged, the layout, files served by ourselves."""
