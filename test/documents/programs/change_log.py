"""Adds a row to the second table of a page: storage to view, an HTML library, view back to storage, PUT.

Repaired: `print` is a function in Python 3; texts need no `.encode('utf-8')` on their way into JSON and the
bytes that `tostring` makes need a `.decode()`; `read_data`, `get_td` and the arguments that the published
listing lost (`data=`, `auth=`, closing brackets) are put back; the page's id is read off its web page, as
the article says to do by hand.
"""

import json
import os
import re

import lxml.html
import requests
from lxml import etree

SERVER = os.environ["BASE_URL"]
BASE_URL = SERVER + "/rest/api/content"
CONVERT = SERVER + "/rest/api/contentbody/convert/"
JSON = {"Content-Type": "application/json"}
auth = (os.environ["USERNAME"], os.environ["PASSWORD"])


def find_page_id():
    shown = requests.get(SERVER + os.environ["WEB_PATH"], auth=auth)
    shown.raise_for_status()
    return int(re.search(r'<meta name="ajs-page-id" content="(\d+)"', shown.text).group(1))


def read_json(url):
    answer = requests.get(url, auth=auth)
    answer.raise_for_status()
    return answer.json()


def convert(value, representation, to):
    body = json.dumps({"value": value, "representation": representation})
    answer = requests.post(CONVERT + to, data=body, auth=auth, headers=JSON)
    answer.raise_for_status()
    return answer.json()["value"]


def patch(page_id):
    stored = read_json("{}/{}?expand=body.storage".format(BASE_URL, page_id))["body"]["storage"]["value"]
    html = lxml.html.fromstring(convert(stored, "storage", "view"))
    body = html.findall(".//table")[1].find(".//tbody")
    row = etree.Element("tr")
    for text in json.loads(os.environ["COLUMNS_JSON"]):
        cell = etree.Element("td")
        cell.text = text
        row.append(cell)
    body.insert(1, row)
    return convert(lxml.html.tostring(html, pretty_print=True).decode(), "editor", "storage")


def write(page_id, html):
    info = read_json("{}/{}".format(BASE_URL, page_id))
    version = int(info["version"]["number"]) + 1
    parent = read_json("{}/{}?expand=ancestors".format(BASE_URL, page_id))["ancestors"][-1]
    del parent["_links"]
    del parent["_expandable"]
    del parent["extensions"]
    data = {
        "id": str(page_id),
        "type": "page",
        "title": info["title"],
        "version": {"number": version},
        "ancestors": [parent],
        "body": {"storage": {"representation": "storage", "value": str(html)}},
    }
    answer = requests.put("{}/{}".format(BASE_URL, page_id), data=json.dumps(data), auth=auth, headers=JSON)
    answer.raise_for_status()
    return {"title": info["title"], "version": version, "parent": parent, "answer": answer.json()}


page_id = find_page_id()
print(json.dumps({"page_id": page_id, **write(page_id, patch(page_id))}))
