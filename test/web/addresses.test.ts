import { settableClock } from '../../src/base/clock.ts'
import { stylesheet } from '../../src/web/static.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const titled = (title: string) => new RegExp(`<span id="title-text">${title}</span>`)

/** What every root must have: a screen by each of its addresses, and by an address that leads nowhere. */
function screensOf(root: string): Step[] {
  const read = (name: string, path: string, has: RegExp, more: Partial<Step> = {}): Step => ({
    name: `${root || '/'}: ${name}`,
    method: 'GET',
    path: root + path,
    status: 200,
    has,
    hasHeaders: { 'content-type': 'text/html; charset=utf-8' },
    ...more,
  })
  const lacking = (name: string, path: string): Step =>
    read(`${name} that is not there`, path, /There is nothing here/, { status: 404 })
  const home = root === '/wiki' ? '/spaces/TEST' : '/display/TEST'
  return [
    read('the dashboard', '/', /<h1>Welcome, Administrator<\/h1>[^]*Tests of addresses/),
    read('the dashboard by its action', '/dashboard.action', /Recently changed/),
    read('the dashboard by its older action', '/index.action', new RegExp(`href="${root}${home}"`)),
    read('a space', '/display/TEST', titled('Tests of addresses Home')),
    read('a space in other letters', '/display/test', titled('Tests of addresses Home')),
    lacking('a space', '/display/NOPE'),
    read('a space of the Cloud', '/spaces/TEST', /Recently changed in this space/),
    lacking('a space of the Cloud', '/spaces/NOPE'),
    read('the overview of a space', '/spaces/TEST/overview', titled('Tests of addresses Home')),
    lacking('the overview of a space', '/spaces/NOPE/overview'),
    read('a space by its action', '/spaces/viewspace.action?key=TEST', titled('Tests of addresses Home')),
    lacking('a space by its action', '/spaces/viewspace.action'),
    read('the blog of a space', '/pages/viewrecentblogposts.action?key=TEST', />News of May</),
    lacking('the blog of a space', '/pages/viewrecentblogposts.action?key=NOPE'),
    read('a page by its title', '/display/TEST/Plus+%2B+and%20blank', titled('Plus \\+ and blank')),
    lacking('a page by its title', '/display/TEST/Plus+++and+blank'),
    read('a blog post by day and title', '/display/TEST/2026/05/01/News+of+May', titled('News of May')),
    lacking('a blog post of another day', '/display/TEST/2026/05/02/News+of+May'),
    lacking('a blog post of no day', '/display/TEST/2026/xx/02/News+of+May'),
    read('a page by its id', '/pages/viewpage.action?pageId=${page}', titled('Plus \\+ and blank')),
    read(
      'a page by space and title',
      '/pages/viewpage.action?spaceKey=TEST&title=Plus+%2B+and+blank',
      titled('Plus \\+ and blank'),
    ),
    lacking('a page by an id', '/pages/viewpage.action?pageId=99999999'),
    lacking('a page by an id that is none', '/pages/viewpage.action?pageId=1%20or%201'),
    read(
      'an old version',
      '/pages/viewpage.action?pageId=${page}&pageVersion=1',
      /You are looking at version 1[^]*<p>one<\/p>/,
    ),
    read(
      'an old version by its action',
      '/pages/viewpreviousversion.action?pageId=${page}&pageVersion=1',
      /<p>one<\/p>/,
    ),
    lacking('an old version', '/pages/viewpreviousversion.action?pageId=${page}&pageVersion=7'),
    read('a page of the Cloud', '/spaces/TEST/pages/${page}', titled('Plus \\+ and blank')),
    lacking('a page of the Cloud', '/spaces/TEST/pages/none'),
    read('a titled page of the Cloud', '/spaces/TEST/pages/${page}/Any+title', /<p>two<\/p>/),
    lacking('a titled page of the Cloud', '/spaces/TEST/pages/99999999/Any+title'),
    read('a post of the Cloud', '/spaces/TEST/blog/2026/05/01/${post}/News+of+May', titled('News of May')),
    lacking('a post of the Cloud', '/spaces/TEST/blog/2026/05/01/99999999/News+of+May'),
    {
      name: `${root || '/'}: a short link leads to its page`,
      method: 'GET',
      path: `${root}\${tiny}`,
      status: 302,
      hasHeaders: {
        location:
          root === '/wiki'
            ? /^\/wiki\/spaces\/TEST\/pages\/\d+\//
            : `${root}/pages/viewpage.action?pageId=\${page}`,
      },
    },
    lacking('a short link', '/x/ZZZZZZ'),
    lacking('a short link that is none', '/x/%3Cscript%3E'),
    {
      name: `${root || '/'}: a comment by its id leads to it`,
      method: 'GET',
      path: `${root}/pages/viewpage.action?pageId=\${comment}`,
      status: 302,
      hasHeaders: { location: /#comment-\d+$/ },
    },
    read(
      'the versions of a page',
      '/pages/viewpreviousversions.action?pageId=${page}',
      />v\. 2<[^]*Second try[^]*>v\. 1</,
    ),
    lacking('the versions of a page', '/pages/viewpreviousversions.action?pageId=99999999'),
    read('the files of a page', '/pages/viewpageattachments.action?pageId=${page}', /No files are attached/),
    lacking('the files of a page', '/pages/viewpageattachments.action'),
    read('what is known of a page', '/pages/viewinfo.action?pageId=${page}', /<dt>Id<\/dt>[^]*\/x\//),
    lacking('what is known of a page', '/pages/viewinfo.action?pageId=-1'),
    read('a person', '/display/~editor', /<h1>Edith Editor<\/h1>/),
    lacking('a person', '/display/~nobody'),
    read('a person of the Cloud', '/people/${accountId}', /<h1>Administrator<\/h1>[^]*News of May/),
    lacking('a person of the Cloud', '/people/712020:none'),
    read(
      'a person by their action',
      '/users/viewuserprofile.action?username=reader',
      /<h1>René Reader<\/h1>/,
    ),
    lacking('a person by their action', '/users/viewuserprofile.action'),
    read('a search', '/dosearchsite.action?queryString=blank', /2 hits for[^]*>Plus \+ and blank</),
    read('a search of the Cloud', '/search?text=May', /One hit[^]*>News of May<[^]*<mark>May<\/mark>/),
    read('a search for nothing', '/dosearchsite.action', /Type words into the field above/),
    read('a search for signs', '/search?text=%22%20xyzzy%20%5C', /Nothing that you may read has these words/),
    read('a search in a space', '/dosearchsite.action?queryString=blank&where=TEST&type=page', /One hit/),
    read(
      'a search below a page',
      '/dosearchsite.action?queryString=blank&ancestorIds=${page}',
      /Nothing that/,
    ),
    read('a search for a label', '/dosearchsite.action?queryString=blank&labels=tested', /One hit/),
    read('all spaces', '/spacedirectory/view.action', />Tests of addresses</),
    read('all spaces of the Cloud', '/spaces', />Demonstration</),
    read('all people', '/browsepeople.action', />Edith Editor</),
    read('all people of the Cloud', '/people', />René Reader</),
    read('all people, to strangers', '/browsepeople.action', /Log in to go on/, {
      as: 'anonymous',
      status: 401,
    }),
    read('all people, to strangers of the Cloud', '/people', /Log in to go on/, {
      as: 'anonymous',
      status: 401,
    }),
    read('a label', '/label/tested', />Plus \+ and blank</),
    read('a label in a space', '/label/TEST/tested', />Plus \+ and blank</),
    read('a label in another space', '/label/DEMO/tested', /Nothing that you may read carries this label/),
    lacking('a label in a space', '/label/NOPE/tested'),
    read('a label by its action', '/labels/viewlabel.action?name=tested&key=TEST', />Plus \+ and blank</),
    lacking('a label by its action', '/labels/viewlabel.action'),
  ]
}

/** Pictures and files, which need no log-in; avatars tell names, so they do. */
function filesOf(root: string): Step[] {
  const read = (name: string, path: string, type: string | RegExp, has?: RegExp): Step => ({
    name: `${root || '/'}: ${name}`,
    as: 'anonymous',
    method: 'GET',
    path: root + path,
    status: 200,
    hasHeaders: { 'content-type': type, 'x-content-type-options': 'nosniff' },
    ...(has ? { has } : {}),
  })
  const lacking = (name: string, path: string): Step => ({
    ...read(`${name} that is not there`, path, /^text\/html/, /There is nothing here/),
    status: 404,
  })
  const svg = /^image\/svg\+xml/
  return [
    {
      ...read('the stylesheet', `/static/${stylesheet.name}`, /^text\/css/, /--ground/),
      hasHeaders: { 'cache-control': 'public, max-age=31536000, immutable' },
    },
    lacking('a file', '/static/..%2f..%2fpackage.json'),
    {
      name: `${root || '/'}: the picture of the site`,
      as: 'anonymous',
      method: 'GET',
      path: `${root}/favicon.ico`,
      status: 302,
      hasHeaders: { location: new RegExp(`^${root}/static/favicon\\.[0-9a-f]{12}\\.svg$`) },
    },
    read('an emoticon', '/images/icons/emoticons/smile.svg', svg, /<circle/),
    lacking('an emoticon', '/images/icons/emoticons/constructor.svg'),
    read('an emoji', '/images/icons/emoticons/emoji/1f44d-1f3fd.svg', svg, /👍🏽/u),
    lacking('an emoji', '/images/icons/emoticons/emoji/d800.svg'),
    read(
      'what stands for an unknown macro',
      '/plugins/servlet/confluence/placeholder/unknown-macro?name=%3Cscript%3E',
      svg,
      /Unknown macro: &lt;script&gt;/,
    ),
    read(
      'what stands for a picture',
      '/plugins/servlet/confluence/placeholder/error?i18nKey=editor.placeholder.broken.image',
      svg,
      /Picture not found/,
    ),
    read(
      'what stands for a macro in an editor',
      `/plugins/servlet/confluence/placeholder/macro?definition=${Buffer.from('{toc:type=flat}').toString('base64url')}`,
      svg,
      /toc:type=flat/,
    ),
    lacking('what stands for something else', '/plugins/servlet/confluence/placeholder/else'),
    { ...read('a person’s picture', '/avatar/anonymous.svg', svg), as: 'reader' },
    { ...lacking('a person’s picture', '/avatar/99999999.svg'), as: 'reader' },
    { ...read('a person’s picture to strangers', '/avatar/anonymous.svg', /^text\/html/), status: 403 },
  ]
}

scenarios(
  'screens by their addresses',
  [
    {
      name: 'a space',
      method: 'POST',
      path: '/rest/api/space',
      body: { key: 'TEST', name: 'Tests of addresses' },
      status: 200,
    },
    {
      name: 'a page',
      method: 'POST',
      path: '/rest/api/content',
      body: { type: 'page', title: 'Plus + and blank', space: { key: 'TEST' }, body: storage('<p>one</p>') },
      status: 200,
      save: { page: 'id', tiny: '_links.tinyui' },
    },
    {
      name: 'its second version',
      method: 'PUT',
      path: '/rest/api/content/${page}',
      body: {
        type: 'page',
        title: 'Plus + and blank',
        version: { number: 2, message: 'Second try' },
        body: storage('<p>two</p>'),
      },
      status: 200,
    },
    {
      name: 'a label',
      method: 'POST',
      path: '/rest/api/content/${page}/label',
      body: [{ name: 'tested' }],
      status: 200,
    },
    {
      name: 'a comment',
      method: 'POST',
      path: '/rest/api/content',
      body: { type: 'comment', container: { id: '${page}', type: 'page' }, body: storage('<p>Hm.</p>') },
      status: 200,
      save: { comment: 'id' },
    },
    {
      name: 'a blog post',
      method: 'POST',
      path: '/rest/api/content',
      body: { type: 'blogpost', title: 'News of May', space: { key: 'TEST' }, body: storage('<p>May.</p>') },
      status: 200,
      save: { post: 'id' },
    },
    {
      name: 'an account id',
      method: 'GET',
      path: '/wiki/rest/api/user/current',
      status: 200,
      save: { accountId: 'accountId' },
    },
    ...['', '/confluence', '/wiki'].flatMap((root) => [...screensOf(root), ...filesOf(root)]),
  ],
  { clock: settableClock(Date.UTC(2026, 4, 1, 9)) },
)
