"""The same report as it was written in 2024: REST v1 of the Cloud, account ids, e-mail address and API token."""

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ['SITE'] + '/wiki/rest/api'
AUTH = base64.b64encode(f"{os.environ['WIKI_EMAIL']}:{os.environ['WIKI_TOKEN']}".encode()).decode()


def call(method, path, body=None, headers=None):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(BASE + path, data=data, method=method, headers={
        'Authorization': f'Basic {AUTH}', 'Accept': 'application/json',
        **({} if data is None else {'Content-Type': 'application/json'}), **(headers or {})})
    with urllib.request.urlopen(request) as response:
        text = response.read().decode()
        return json.loads(text) if text else None


me = call('GET', '/user/current')
assert 'accountId' in me, me
hits = call('GET', '/content/search?' + urllib.parse.urlencode({
    'cql': f'title = "Nightly builds" AND contributor = "{me["accountId"]}"',
    'expand': 'body.storage,version,space,history'}))
page = hits['results'][0]
value = page['body']['storage']['value']
row = (f'<tr><td><p>4</p></td><td><p>ok</p></td><td><p><ac:link><ri:user ri:account-id="{me["accountId"]}" />'
       '</ac:link></p></td></tr>')
end = value.rindex('</tbody>')
page = call('PUT', f'/content/{page["id"]}', {
    'type': 'page', 'title': page['title'], 'status': 'current',
    'version': {'number': page['version']['number'] + 1, 'message': 'build 4'},
    'body': {'storage': {'value': value[:end] + row + value[end:], 'representation': 'storage'}}})

boundary = 'b' * 24
parts = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="log4.txt"\r\n'
         f'Content-Type: text/plain\r\n\r\nfourth\r\n--{boundary}--\r\n').encode()
multipart = {'Content-Type': f'multipart/form-data; boundary={boundary}', 'X-Atlassian-Token': 'no-check'}
uploaded = call('PUT', f'/content/{page["id"]}/child/attachment', parts, multipart)
call('POST', f'/content/{page["id"]}/label', [{'prefix': 'global', 'name': 'cloud'}])
call('POST', f'/content/{page["id"]}/property', {'key': 'build', 'value': {'number': 4}})
call('PUT', f'/content/{page["id"]}/restriction', [{'operation': 'update', 'restrictions': {
    'user': [{'type': 'known', 'accountId': me['accountId']}], 'group': []}}])
read = call('GET', f'/content/{page["id"]}?' + urllib.parse.urlencode({
    'expand': 'metadata.labels,metadata.properties.build,version,history.lastUpdated,'
              'restrictions.update.restrictions.user,children.attachment'}))
spaces = call('GET', '/space?limit=1')
pages = [spaces]
while 'next' in pages[-1]['_links']:
    with_context = pages[-1]['_links']['base'] + pages[-1]['_links']['next']
    pages.append(call('GET', with_context.split('/wiki/rest/api', 1)[1]))

print(json.dumps({
    'account': me['accountId'], 'version': read['version']['number'], 'message': read['version']['message'],
    'by': read['version']['by']['accountId'], 'attached': uploaded['results'][0]['id'],
    'labels': sorted(label['name'] for label in read['metadata']['labels']['results']),
    'property': read['metadata']['properties']['build']['value'],
    'editors': [user['accountId'] for user in read['restrictions']['update']['restrictions']['user']['results']],
    'files': sorted(one['title'] for one in read['children']['attachment']['results']),
    'spaces': [space['key'] for one in pages for space in one['results']]}))
