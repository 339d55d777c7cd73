/** A wiki of a few pages, for documents that are converted in tests. */
import type {
  AttachmentSummary,
  ContentSummary,
  Environment,
  Resolved,
  UserSummary,
} from '../../src/document/env.ts'
import { readStorage } from '../../src/document/formats.ts'
import { nowhere } from '../../src/document/nowhere.ts'
import type { Target } from '../../src/document/tree.ts'

const jane: UserSummary = {
  username: 'jdoe',
  userKey: 'key-of-jane',
  accountId: '',
  displayName: 'Jane Doe',
  url: '/display/~jdoe',
  avatarUrl: '/avatars/jdoe.png',
}

function page(id: string, title: string, more: Partial<ContentSummary> = {}): ContentSummary {
  return {
    id,
    kind: 'page',
    title,
    spaceKey: 'KEY',
    spaceName: 'Key space',
    version: 2,
    url: `/display/KEY/${encodeURIComponent(title).replaceAll('%20', '+')}`,
    updatedAt: '2024-05-02T08:00:00.000Z',
    updatedBy: jane,
    excerpt: `About ${title}.`,
    labels: ['red', 'blue'],
    ...more,
  }
}

const pages: readonly ContentSummary[] = [
  page('1', 'Page one'),
  page('2', 'Other'),
  page('3', 'Child A'),
  page('4', 'Child B'),
  page('5', 'Grandchild'),
  page('6', 'News', { kind: 'blogpost', url: '/display/KEY/2024/05/01/News' }),
]
const parents: Readonly<Record<string, string>> = { '3': '1', '4': '1', '5': '3' }
const bodies: Readonly<Record<string, string>> = {
  '2': '<h2>Part</h2><p>From <ac:link ac:anchor="Part" /></p><ac:structured-macro ac:name="excerpt"><ac:rich-text-body><p>The <em>excerpt</em>.</p></ac:rich-text-body></ac:structured-macro>',
  '5': '<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-node type="decision-item"><ac:adf-content>Use <em>tea</em></ac:adf-content></ac:adf-node></ac:adf-node></ac:adf-extension>',
  '3': '<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tbody><tr><th>Owner</th><td><strong>Ops</strong></td></tr></tbody></table></ac:rich-text-body></ac:structured-macro><ac:structured-macro ac:name="multiexcerpt"><ac:parameter ac:name="MultiExcerptName">part</ac:parameter><ac:rich-text-body><p>A <em>part</em>.</p></ac:rich-text-body></ac:structured-macro>',
  '4': '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="Page one" /></ac:link></ac:parameter></ac:structured-macro>',
}

function file(id: string, fileName: string, mediaType: string): AttachmentSummary {
  return {
    id,
    fileName,
    mediaType,
    fileSize: 14_400,
    version: 1,
    containerId: '1',
    containerVersion: 2,
    comment: '',
    updatedAt: '2024-05-01T08:00:00.000Z',
    updatedBy: jane,
    downloadUrl: `/download/attachments/1/${fileName}?version=1&api=v2`,
    thumbnailUrl: `/download/thumbnails/1/${fileName}?version=1&api=v2`,
  }
}
const files = [
  file('att8', 'a.png', 'image/png'),
  file('att9', 'f.pdf', 'application/pdf'),
  file('att10', 'm.mp4', 'video/mp4'),
]

function resolve(target: Target): Resolved {
  const missing: Resolved = { kind: 'missing' }
  switch (target.kind) {
    case 'page':
    case 'blogPost': {
      const content = pages.find(({ title }) => title === target.title)
      const createUrl = `/pages/createpage.action?spaceKey=${target.space ?? 'KEY'}&title=${encodeURIComponent(target.title)}`
      return content === undefined ? { kind: 'missing', createUrl } : { kind: 'content', content }
    }
    case 'content': {
      const content = pages.find(({ id }) => id === target.id)
      return content === undefined ? missing : { kind: 'content', content }
    }
    case 'attachment': {
      const attachment = files.find(({ fileName }) => fileName === target.fileName)
      return attachment === undefined ? missing : { kind: 'attachment', attachment }
    }
    case 'user': {
      const isJane = [target.username, target.userKey].some(
        (name) => name === jane.username || name === jane.userKey,
      )
      return isJane ? { kind: 'user', user: jane } : missing
    }
    case 'space':
      return target.key === 'KEY'
        ? { kind: 'space', space: { key: 'KEY', name: 'Key space', url: '/display/KEY' } }
        : missing
    default:
      return missing
  }
}

/** The environment of page 1, `Page one`, in space `KEY`. */
export const smallWiki: Environment = nowhere({
  content: pages[0],
  spaceKey: 'KEY',
  origin: 'http://localhost:8090',
  now: new Date('2024-05-03T12:00:00Z'),
  resolve: (targets) => Promise.resolve(targets.map(resolve)),
  listContent: ({ parentId, kinds, limit = 100, labels }) => {
    const wanted = pages.filter(({ id, kind }) => {
      if (parentId !== undefined && parents[id] !== parentId) return false
      if (labels !== undefined && labels.length > 0 && !labels.includes('red')) return false
      return kinds === undefined || kinds.some((wanted) => wanted === kind)
    })
    return Promise.resolve(wanted.slice(0, limit))
  },
  listAttachments: () => Promise.resolve(files),
  listLabels: ({ limit }) =>
    Promise.resolve(
      [
        { name: 'red', count: 3, url: '/label/red' },
        { name: 'blue', count: 1, url: '/label/blue' },
      ].slice(0, limit),
    ),
  listSpaces: () =>
    Promise.resolve([{ key: 'KEY', name: 'Key space', url: '/display/KEY', description: 'About keys.' }]),
  listVersions: () =>
    Promise.resolve([
      {
        number: 2,
        when: '2024-05-02T08:00:00.000Z',
        by: jane,
        message: 'More',
        url: '/pages/viewpage.action?pageId=11',
      },
      {
        number: 1,
        when: '2024-05-01T08:00:00.000Z',
        by: jane,
        message: '',
        url: '/pages/viewpage.action?pageId=10',
      },
    ]),
  listReactions: (ids) => Promise.resolve(ids.map((contentId) => ({ contentId, comments: 2, likes: 1 }))),
  listContributors: (ids) =>
    Promise.resolve(
      ids.map((contentId) => ({
        user: jane,
        contentId,
        edits: 2,
        comments: 1,
        lastAt: '2024-05-02T08:00:00.000Z',
      })),
    ),
  listTasks: () =>
    Promise.resolve(
      pages.slice(0, 1).map((content) => ({
        id: '1',
        content,
        done: false,
        text: 'Do it',
        assignee: jane,
        dueDate: '2024-05-05',
        createdAt: '2024-05-01T08:00:00.000Z',
      })),
    ),
  listNetwork: () => Promise.resolve([jane]),
  readWelcome: () => Promise.resolve(readStorage('<p>Welcome!</p>').tree.children),
  listUsers: () => Promise.resolve([jane]),
  applicationUrl: (name) => Promise.resolve(name === 'Tracker' ? 'https://tracker.example.org' : undefined),
  readBody: (id) =>
    Promise.resolve(
      pages.some((page) => page.id === id) ? readStorage(bodies[id] ?? '').tree.children : undefined,
    ),
})
