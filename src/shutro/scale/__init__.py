"""The same stages over an archive: in shards, on the cores of one machine or of a cluster."""
