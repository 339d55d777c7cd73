"""The same report as it was written in 2014: REST v1 of a server, storage format, user name and password."""

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ['SITE'] + '/rest/api'
USER, PASSWORD = os.environ['WIKI_USER'], os.environ['WIKI_PASSWORD']
AUTH = 'Basic ' + base64.b64encode((USER + ':' + PASSWORD).encode()).decode()


def call(method, path, body=None, headers=None):
    data = json.dumps(body).encode() if isinstance(body, dict) or isinstance(body, list) else body
    request = urllib.request.Request(BASE + path, data=data, method=method)
    request.add_header('Authorization', AUTH)
    if isinstance(body, (dict, list)):
        request.add_header('Content-Type', 'application/json')
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    with urllib.request.urlopen(request) as response:
        text = response.read().decode()
        return json.loads(text) if text else None


def attach(page_id, name, content):
    boundary = '----------ThIs_Is_tHe_bouNdaRY_$'
    parts = ['--' + boundary, 'Content-Disposition: form-data; name="comment"', '', 'log of build 3',
             '--' + boundary, 'Content-Disposition: form-data; name="file"; filename="%s"' % name,
             'Content-Type: text/plain', '', content, '--' + boundary + '--', '']
    headers = {'Content-Type': 'multipart/form-data; boundary=' + boundary, 'X-Atlassian-Token': 'nocheck'}
    return call('POST', '/content/%s/child/attachment' % page_id, '\r\n'.join(parts).encode(), headers)


me = call('GET', '/user?username=' + USER)
query = urllib.parse.urlencode({
    'spaceKey': 'DEMO', 'title': 'Nightly builds', 'expand': 'body.storage,version,ancestors,metadata.labels'})
page = call('GET', '/content?' + query)['results'][0]
value = page['body']['storage']['value']
row = '<tr><td><p>3</p></td><td><p>ok</p></td><td><p>none</p></td></tr>'
end = value.rindex('</tbody>')
page = call('PUT', '/content/' + page['id'], {
    'id': page['id'], 'type': 'page', 'title': page['title'], 'space': {'key': 'DEMO'},
    'body': {'storage': {'value': value[:end] + row + value[end:], 'representation': 'storage'}},
    'version': {'number': page['version']['number'] + 1, 'minorEdit': True}})

stale = None
try:
    call('PUT', '/content/' + page['id'], {
        'type': 'page', 'title': page['title'], 'version': {'number': page['version']['number']},
        'body': {'storage': {'value': '<p>lost</p>', 'representation': 'storage'}}})
except urllib.error.HTTPError as error:
    stale = {'status': error.code, 'message': json.loads(error.read().decode())['message']}

uploaded = attach(page['id'], 'log3.txt', 'third')
call('POST', '/content/%s/label' % page['id'], [{'prefix': 'global', 'name': 'rest'}])
child = call('POST', '/content/', {
    'type': 'page', 'title': 'Build 3', 'space': {'key': 'DEMO'}, 'ancestors': [{'id': int(page['id'])}],
    'body': {'storage': {'value': '<p>Details</p>', 'representation': 'storage'}}})
call('POST', '/content', {
    'type': 'comment', 'container': page, 'body': {'storage': {'value': '<p>Seen.</p>', 'representation': 'storage'}}})
view = call('POST', '/contentbody/convert/view', {'value': row, 'representation': 'storage'})
children = call('GET', '/content/%s/child/page' % page['id'])
found = call('GET', '/content/search?' + urllib.parse.urlencode({
    'cql': 'space = DEMO and label = rest and contributor = "%s"' % USER}))

print(json.dumps({
    'user': me['username'], 'key': me['userKey'], 'version': page['version']['number'],
    'value': page['body']['storage']['value'], 'stale': stale, 'attached': uploaded['results'][0]['title'],
    'parent': child['ancestors'][-1]['id'], 'id': page['id'], 'children': [one['title'] for one in children['results']],
    'view': view['value'], 'found': [one['title'] for one in found['results']],
    'link': page['_links']['base'] + page['_links']['webui']}))
