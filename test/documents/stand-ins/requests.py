"""The part of `requests` that the documents' programs use, on the standard library alone.

It stands in where the real package is not installed. What it offers behaves as there: sessions keep
cookies, `auth` is a pair for Basic, an answer with an error status is an answer and raises only when asked.
"""

import base64
import http.cookiejar
import json as json_module
import urllib.error
import urllib.parse
import urllib.request


class HTTPError(IOError):
    def __init__(self, message, response=None):
        super().__init__(message)
        self.response = response


class exceptions:
    HTTPError = HTTPError


class Response:
    def __init__(self, status, reason, headers, content, url):
        self.status_code = status
        self.reason = reason
        self.headers = headers
        self.content = content
        self.url = url
        self.encoding = headers.get_content_charset() or "utf-8"

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def text(self):
        return self.content.decode(self.encoding, "replace")

    def json(self):
        return json_module.loads(self.content.decode("utf-8"))

    def raise_for_status(self):
        if not self.ok:
            side = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {side} Error: {self.reason} for url: {self.url}", response=self)

    def __bool__(self):
        return self.ok

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


class Session:
    def __init__(self):
        self.headers = {"User-Agent": "python-requests/2", "Accept": "*/*"}
        self.auth = None
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def request(self, method, url, params=None, data=None, json=None, headers=None, auth=None, timeout=30):
        if params:
            pairs = params.items() if isinstance(params, dict) else params
            query = urllib.parse.urlencode([(k, v) for k, v in pairs if v is not None], doseq=True)
            url += ("&" if "?" in url else "?") + query
        sent = dict(self.headers)
        if json is not None and data is None:
            data = json_module.dumps(json)
            sent["Content-Type"] = "application/json"
        if isinstance(data, dict):
            data = urllib.parse.urlencode(data, doseq=True)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        if isinstance(data, str):
            data = data.encode("utf-8")
        sent.update(headers or {})
        auth = auth or self.auth
        if auth:
            pair = f"{auth[0]}:{auth[1]}".encode("utf-8")
            sent["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
        url = urllib.parse.quote(url, safe="!#$%&'()*+,/:;=?@[]~")
        asked = urllib.request.Request(url, data=data, headers=sent, method=method)
        try:
            answer = self._opener.open(asked, timeout=timeout)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Response(answer.code, answer.reason, answer.headers, answer.read(), answer.url)

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request("POST", url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request("PUT", url, data=data, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)


def session():
    return Session()


def request(method, url, **options):
    return Session().request(method, url, **options)


def get(url, params=None, **options):
    return request("GET", url, params=params, **options)


def post(url, data=None, json=None, **options):
    return request("POST", url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request("PUT", url, data=data, **options)


def delete(url, **options):
    return request("DELETE", url, **options)
