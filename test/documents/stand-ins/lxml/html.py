"""`fromstring` and `tostring` of `lxml.html`, with the habits of the HTML parser below it.

Those habits matter to a program that edits a page: no `tbody` is invented, several elements at the top
come back inside one `div`, and what is printed is HTML in ASCII with numeric references.
"""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = set(
    "address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
CLOSED_BY = {
    "p": BLOCKS,
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "tbody", "thead", "tfoot"},
    "td": {"td", "th", "tr", "tbody", "thead", "tfoot"},
    "th": {"td", "th", "tr", "tbody", "thead", "tfoot"},
    "option": {"option", "optgroup"},
}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        if tag in ("html", "body", "head"):
            return
        while len(self.open) > 1 and tag in CLOSED_BY.get(self.open[-1].tag, ()):
            self.open.pop()
        element = Element(tag, {name: value if value is not None else name for name, value in attrs})
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data):
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def fromstring(html):
    if isinstance(html, bytes):
        html = html.decode("utf-8")
    if not html.strip():
        raise ValueError("Document is empty")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    body = reader.root
    alone = len(body) == 1 and not (body.text or "").strip() and not (body[0].tail or "").strip()
    if alone:
        body[0].tail = None
        return body[0]
    body.tag = "div" if any(element.tag in BLOCKS for element in body.iter()) else "span"
    return body


def tostring(element, pretty_print=False, encoding=None):
    text = "".join(_printed(element, pretty_print))
    if pretty_print:
        text += "\n"
    return text if encoding in ("unicode", str) else text.encode("ascii", "xmlcharrefreplace")


def _printed(element, pretty):
    yield "<" + element.tag
    for name, value in element.attrib.items():
        yield f' {name}="{_escaped(value, quotes=True)}"'
    yield ">"
    if element.tag not in VOID:
        # Blanks are only added between blocks with no text beside them, where they mean nothing.
        airy = pretty and _holds_only_blocks(element)
        raw = element.tag in ("script", "style")
        if element.text:
            yield element.text if raw else _escaped(element.text)
        elif airy:
            yield "\n"
        for child in element:
            yield from _printed(child, pretty)
            if child.tail:
                yield _escaped(child.tail)
            elif airy:
                yield "\n"
        yield f"</{element.tag}>"


def _holds_only_blocks(element):
    if (element.text or "").strip() or not len(element):
        return False
    return all(child.tag in BLOCKS and not (child.tail or "").strip() for child in element)


def _escaped(text, quotes=False):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quotes else text
