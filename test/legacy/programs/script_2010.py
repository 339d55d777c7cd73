"""A nightly report as it was written in 2010: XML-RPC, wiki markup, user name and password."""

import json
import os
import xmlrpc.client as xmlrpclib

SITE, USER, PASSWORD = os.environ['SITE'], os.environ['WIKI_USER'], os.environ['WIKI_PASSWORD']
SPACE, TITLE = 'DEMO', 'Nightly builds'

server = xmlrpclib.ServerProxy(SITE + '/rpc/xmlrpc')
token = server.confluence1.login(USER, PASSWORD)

try:
    page = server.confluence1.getPage(token, SPACE, TITLE)
except xmlrpclib.Fault as e:
    if "java.lang.Exception: com.atlassian.confluence.rpc.RemoteException: You're not allowed to view that page" \
            not in e.faultString:
        raise
    page = server.confluence1.storePage(token, {
        'space': SPACE, 'title': TITLE,
        'content': 'h1. Nightly builds\n\n||Build||Result||Log||\n|1|{color:green}ok{color}|[log1.txt]|\n'})

# Append a row to the table at the end of the page, and store it.
page = server.confluence1.getPage(token, SPACE, TITLE)
before = int(page['version'])
page['content'] += '|2|{color:red}failed{color}|[^log2.txt]|\n'
page = server.confluence1.updatePage(token, page, {'versionComment': 'build 2', 'minorEdit': True})
assert int(page['version']) == before + 1, page['version']

# Attach the log; a second run makes a new version of it.
for text in ('first', 'second'):
    attachment = {'fileName': 'log2.txt', 'contentType': 'text/plain', 'comment': 'log of build 2'}
    server.confluence1.addAttachment(token, page['id'], attachment, xmlrpclib.Binary(text.encode()))
assert server.confluence1.getAttachmentData(token, page['id'], 'log2.txt', '0').data == b'second'
assert server.confluence1.getAttachmentData(token, page['id'], 'log2.txt', '1').data == b'first'

server.confluence1.addLabelByName(token, 'nightly', page['id'])
labels = [label['name'] for label in server.confluence1.getLabelsById(token, page['id'])]

# The same page for the plug-in that reads storage format.
storage = server.confluence2.getPage(token, page['id'])['content']
found = server.confluence1.search(token, 'failed', {'spaceKey': SPACE, 'type': 'page'}, 10)
server.confluence1.logout(token)

print(json.dumps({
    'id': page['id'], 'version': page['version'], 'current': page['current'], 'labels': labels,
    'markup': page['content'], 'storage': storage, 'found': [hit['title'] for hit in found],
    'modified': str(page['modified']), 'url': page['url']}))
