"""The desk: the library in a browser, served to this machine."""
