"""The part of `lxml` that the documents' programs use, on the standard library alone."""
