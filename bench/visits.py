"""What one browser does: sign in through the form, and look at a page with everything that belongs to it."""

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

SIGN_IN = "/account/login/"


def request(port, method, path, *, cookies=None, form=None):
    """One request over a connection of its own: (status, headers, body as it came over the wire)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Encoding": "br, gzip", "Accept-Language": "nl"}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body=urlencode(form) if form is not None else None, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def cookies_in(headers):
    pairs = (line.split(";")[0].split("=", 1) for line in headers.get_all("Set-Cookie") or [])
    return dict(pairs)


def sign_in(port, email, password):
    """Sign somebody in through the form and return the Cookie header of the session. Raises RuntimeError if refused."""
    _, headers, body = request(port, "GET", SIGN_IN)
    cookies = cookies_in(headers)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)[1].decode()
    form = {"csrfmiddlewaretoken": token, "login": email, "password": password}
    status, headers, body = request(port, "POST", SIGN_IN, cookies=cookies, form=form)
    cookies |= cookies_in(headers)
    if status != 302 or "sessionid" not in cookies:
        raise RuntimeError(f"{email} could not sign in ({status}): {body.decode(errors='replace')[:2000]}")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


class Parts(HTMLParser):
    """Collects the addresses that a browser fetches for a page."""

    FETCHED = {"stylesheet", "preload", "icon"}

    def __init__(self):
        super().__init__()
        self.addresses = set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link" and self.FETCHED & set(attributes.get("rel", "").split()):
            if "alternate" not in attributes["rel"]:
                self.addresses.add(attributes["href"])
        elif tag in {"script", "img"} and attributes.get("src"):
            self.addresses.add(attributes["src"])
        elif tag == "use":
            self.addresses.add(attributes["href"].partition("#")[0])


def first_view(port, path):
    """The bytes on the wire of a page and of all its parts, heads included, at a first visit: {address: bytes}."""
    weights, waiting = {}, [path]
    while waiting:
        address = waiting.pop()
        if address in weights or address.startswith("data:"):
            continue
        status, headers, body = request(port, "GET", address)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
        weights[address] = len(body) + len(str(headers).encode()) + len("HTTP/1.1 200 OK\r\n")
        waiting += parts_of(port, address, headers, body)
    return weights


def parts_of(port, address, headers, body):
    """What a browser fetches because of this answer; typefaces of a style sheet only where the page preloads them."""
    kind = headers.get_content_type()
    if kind == "text/html":
        parts = Parts()
        parts.feed(plain(port, address))
        return [urljoin(address, part) for part in parts.addresses]
    found = re.findall(r"""url\(["']?([^"')]+)""", plain(port, address)) if kind == "text/css" else []
    return [urljoin(address, part) for part in found if not part.endswith(".woff2")]


def plain(port, address):
    """The text of an address, uncompressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"Accept-Language": "nl"})
    text = connection.getresponse().read().decode()
    connection.close()
    return text
