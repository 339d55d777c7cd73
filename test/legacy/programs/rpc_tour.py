"""Calls XML-RPC with the standard library, as scripts do, and prints what came back as JSON."""

import json
import os
import xmlrpc.client

url, username, password = (os.environ[name] for name in ('SITE', 'WIKI_USER', 'WIKI_PASSWORD'))
server = xmlrpc.client.ServerProxy(url + '/rpc/xmlrpc')
seen = {}


def plain(value):
    if isinstance(value, xmlrpc.client.Binary):
        return {'bytes': value.data.decode('latin-1')}
    if isinstance(value, xmlrpc.client.DateTime):
        return {'date': value.value}
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def note(name, call, *given):
    try:
        value = call(*given)
        seen[name] = plain(value)
        return value
    except xmlrpc.client.Fault as fault:
        seen[name] = {'faultCode': fault.faultCode, 'faultString': fault.faultString}
        return None


one, two = server.confluence1, server.confluence2
note('wrong password', one.login, username, 'wrong')
token = note('token', one.login, username, password)
note('no token', one.getSpaces, '')
note('bad token', one.getSpaces, 'not-a-token')
note('server', one.getServerInfo, token)
note('spaces', one.getSpaces, token)

page = note('stored', one.storePage, token, {
    'space': 'DEMO', 'title': 'Tour \u00e9\u4e16 <&>', 'content': 'h2. Plan\n\n|| a || b ||\n| 1 | 2 |\n'})
note('by title', one.getPage, token, 'DEMO', 'Tour \u00e9\u4e16 <&>')
note('in storage format', two.getPage, token, page['id'])
page['content'] += '| 3 | 4 |\n'
note('row appended', one.storePage, token, page)
note('outdated', one.storePage, token, page)
fresh = one.getPage(token, page['id'])
fresh['content'] += '\nbold *end*'
note('updated', one.updatePage, token, fresh, {'versionComment': 'tour', 'minorEdit': True})
note('history', one.getPageHistory, token, page['id'])
note('summary', one.getPageSummary, token, page['id'])
note('missing', one.getPage, token, 'DEMO', 'Nothing of that name')

data = bytes(range(256))
note('attached', one.addAttachment, token, page['id'],
     {'fileName': 'all.bin', 'contentType': 'application/octet-stream', 'comment': 'every byte'},
     xmlrpc.client.Binary(data))
note('attachments', one.getAttachments, token, page['id'])
back = one.getAttachmentData(token, page['id'], 'all.bin', '0')
seen['bytes came back'] = back.data == data
note('detached', one.removeAttachment, token, page['id'], 'all.bin')

comment = note('comment', one.addComment, token, {'pageId': page['id'], 'content': 'a *bold* word'})
note('comment in storage format', two.getComment, token, comment['id'])
note('labelled', one.addLabelByName, token, 'tour', page['id'])
note('labels', one.getLabelsById, token, page['id'])
note('rendered', one.renderContent, token, 'DEMO', page['id'], 'h1. *Hello*', {'style': 'clean'})
note('converted', two.convertWikiToStorageFormat, token, '* item')
note('found', one.search, token, 'Tour', {'spaceKey': 'DEMO', 'type': 'page'}, 5)
note('user', one.getUser, token, username)
note('groups', one.getUserGroups, token, username)
note('permissions', one.getPermissions, token, 'DEMO')
note('entry', two.storeBlogEntry, token, {'space': 'DEMO', 'title': 'Tour news', 'content': '<p>news</p>'})
note('broken', two.storePage, token, {'space': 'DEMO', 'title': 'Broken', 'content': '<p>x</b>'})
note('watching', one.isWatchingPage, token, page['id'], username)
note('no such method', one.makeCoffee, token)
note('no such handler', server.confluence9.getSpaces, token)
note('too few', one.getPage, token)
note('removed', one.removePage, token, page['id'])
note('logged out', one.logout, token)
note('logged out twice', one.logout, token)
note('after', one.getSpaces, token)

scheme, rest = url.split('://')
basic = xmlrpc.client.ServerProxy(f'{scheme}://{username}:{password}@{rest}/rpc/xmlrpc')
note('with HTTP Basic', basic.confluence1.getSpace, '', 'DEMO')
print(json.dumps(seen))
