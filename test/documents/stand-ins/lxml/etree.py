"""Elements as lxml has them: the standard library's have the same `find`, `insert`, `text` and `tail`."""

from xml.etree.ElementTree import Element, SubElement

__all__ = ["Element", "SubElement"]
