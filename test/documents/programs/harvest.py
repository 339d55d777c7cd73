"""Reads users and pages the way the integration guide for the second API tells to.

Repaired: the comma that the guide forgot after `auth=auth`, the indentation it lost, and an `auth` for the
name it never defines (a pair of address and token, which says the same as the header).
"""

import base64
import json
import os

import requests

SITE = os.environ["SITE"]
EMAIL, TOKEN = os.environ["EMAIL"], os.environ["TOKEN"]


def header_for(email, token):
    encoded = base64.b64encode(f"{email}:{token}".encode("utf-8")).decode("utf-8")
    return {"Authorization": f"Basic {encoded}"}


headers = header_for(EMAIL, TOKEN)
auth = (EMAIL, TOKEN)


def read(what, **params):
    answer = requests.get(f"{SITE}/wiki/api/v2/{what}", headers=headers, auth=auth, params=params)
    return {"status": answer.status_code, "answer": answer.json()}


users = read("users", limit=100)
first = users["answer"]["results"][0]["accountId"]
asked = {"limit": 100, "spaceKey": os.environ["SPACE_KEY"], "expand": "body.storage,version,space,history"}

print(
    json.dumps(
        {
            "users": users,
            "users_from_1": read("users", start=1, limit=1),
            "one_user": read("users", accountId=first),
            "pages": read("pages", **asked),
            "pages_from_1": read("pages", start=1, limit=1, spaceKey=os.environ["SPACE_KEY"]),
            "refused": requests.get(
                f"{SITE}/wiki/api/v2/pages", headers=header_for(EMAIL, "not-the-token")
            ).status_code,
        }
    )
)
