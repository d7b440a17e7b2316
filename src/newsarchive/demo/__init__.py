"""The sample news site, and the tour through newsarchive that runs on it."""
