"""The bot that looks around in a space's page tree and posts a page from a file, all in one session.

Repaired, because the published listing lost it: the file is read, the page is turned into JSON for the
request, the last request names the session's `post`. The listing leaves the log-in address empty
("request 0"); LOGIN says which way to get a session is tried.
"""

import json
import os

import requests

ROOT = os.environ["BASE_URL"]
CONTENT = "/rest/api/content/"
CHILDREN = "/child/page/"

session = requests.session()

# Request 0: open the session. Afterwards nothing but its cookies says who is asking.
name, password = os.environ["USERNAME"], os.environ["PASSWORD"]
if os.environ["LOGIN"] == "form":
    opened = session.post(ROOT + "/dologin.action", data={"os_username": name, "os_password": password})
else:
    opened = session.get(ROOT + "/rest/api/user/current", auth=(name, password))

# Request 1: the page the bot stands on.
home = session.get(ROOT + CONTENT + os.environ["HOME_PAGE"]).json()
here = home["_links"]["webui"]

# Request 2: what lies below it.
children = session.get(ROOT + CONTENT + os.environ["HOME_PAGE"] + CHILDREN).json()
branch = children["_links"]["self"]
found = [
    {
        "id": item["id"],
        "title": item["title"],
        "web": ROOT + item["_links"]["webui"],
        "post": item["_links"]["self"],
    }
    for item in children["results"]
]

# Request 3: a page from a file.
with open(os.environ["FILE"], encoding="utf-8") as file:
    text = file.read().replace("\\r\\n", "<br/>")
page = {
    "type": "page",
    "title": os.environ["TITLE"],
    "space": {"key": os.environ["SPACE_KEY"]},
    "body": {"storage": {"value": text, "representation": "storage"}},
}
posted = session.post(ROOT + CONTENT, headers={"Content-type": "application/json"}, data=json.dumps(page))

print(
    json.dumps(
        {
            "opened": opened.status_code,
            "here": here,
            "branch": branch,
            "found": found,
            "visited": [session.get(item["web"]).status_code for item in found],
            "reread": [session.get(item["post"]).json()["title"] for item in found],
            "posted": posted.status_code,
            "answer": posted.json(),
        }
    )
)
