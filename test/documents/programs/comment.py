"""Finds a page by its title alone and comments on it, handing the found page back whole as the container.

Repaired: `print` is a function in Python 3.
"""

import json
import os

import requests

ADDRESS = os.environ["BASE_URL"] + "/rest/api/content"
AUTH = (os.environ["USERNAME"], os.environ["PASSWORD"])

found = requests.get(ADDRESS, params={"title": os.environ["TITLE"]}, auth=AUTH)
page = found.json()["results"][0]

comment = {
    "type": "comment",
    "container": page,
    "body": {"storage": {"value": "<p>A new comment</p>", "representation": "storage"}},
}
made = requests.post(
    ADDRESS, data=json.dumps(comment), auth=AUTH, headers=({"Content-Type": "application/json"})
)

print(json.dumps({"found": found.status_code, "page": page, "made": made.status_code, "answer": made.json()}))
