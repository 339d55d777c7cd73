/** Requests for every operation of the route tables, about a content of the secret wiki. */
import { apiParts } from '../../src/api/mount.ts'
import { methods } from '../../src/api/legacy/rpc/methods.ts'
import type { Access, Route } from '../../src/http/route.ts'
import { isChanging } from '../../src/http/route.ts'
import { webRoutes } from '../../src/web/routes.ts'
import { leastValue, type Schema } from './samples.ts'
import { COMMON, type Target } from './secret-wiki.ts'

/** One operation at the first root that has it. */
export interface Operation {
  readonly name: string
  readonly access: Access
  readonly method: string
  readonly changes: boolean
  /** What its path, query or arguments name: a content, or else a space; neither: it is about the whole site. */
  readonly about: 'content' | 'space' | 'site'
  /** The requests to try about this target. */
  requests(target: Target): AskedFor[]
}

/** A request without the address of the site and without credentials. */
export interface AskedFor {
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type AnyRoute = Pick<Route<never>, 'method' | 'path' | 'access' | 'changes' | 'query' | 'body' | 'id'>

/** Every operation once, remote procedures by their overloads. */
export function everyOperation(): Operation[] {
  const seen = new Set<unknown>()
  const doors = [...apiParts, { name: 'web', base: '', routes: webRoutes }]
  return doors
    .flatMap(({ name, base, routes }) =>
      (routes as readonly AnyRoute[]).flatMap((route) => {
        if (seen.has(route)) return []
        seen.add(route)
        // Remote procedures come from their own table, with the names of their arguments.
        return name === 'json-rpc' && route.id !== 'jsonRpc' ? [] : [operationOf(name, base, route)]
      }),
    )
    .concat(methods.map(procedure))
}

const CONTENT = /^(content-?|page-?|blogpost-?|draft|container|attachment-?|comment-?|inlineTask)?id$/i
const SPACE = /^(space-?key|space-?id|key)$/i

function operationOf(part: string, base: string, route: AnyRoute): Operation {
  const names = [...route.path.matchAll(/\{([\w-]+)\*?\}/g)].map(([, name = '']) => name)
  const isOfSpace =
    /\/spaces?\/\{/.test(route.path) ||
    names.some((name) => /^space/i.test(name)) ||
    /^\/(display|spaces)\/\{key\}/.test(route.path)
  const namesContent =
    (part === 'web'
      ? Object.keys(route.query?.properties ?? {}).some((name) => /^(pageId|draftId)$/.test(name))
      : false) ||
    names.some((name) => /^(source|target)Key$/.test(name)) ||
    names.some((name) => CONTENT.test(name) && !(isOfSpace && name === 'id' && part !== 'web'))
  const isOther =
    /longtask|\/tokens\/|webhooks|convert\/async\/\{id\}|pagepropert|space\/\{spaceKey\}\/permission/.test(
      route.path,
    )
  return {
    name: `${part} ${route.method} ${route.path}`,
    access: route.access,
    method: route.method,
    changes: isChanging(route),
    about: namesContent && !isOther ? 'content' : isOfSpace ? 'space' : 'site',
    requests: (target) => requestsOf(base, route, target),
  }
}

function requestsOf(base: string, route: AnyRoute, target: Target): AskedFor[] {
  const path =
    base +
    route.path.replace(/\{([\w-]+)\*?\}/g, (_whole, name: string, at: number) =>
      encodeURIComponent(placeOf(route.path.slice(0, at), name, target)),
    )
  const fields = Object.entries((route.query?.properties ?? {}) as Record<string, Schema>)
  const required: readonly string[] = route.query?.required ?? []
  const values = valuesFor(target)
  const queryOf = (wanted: (name: string) => boolean) => {
    const pairs = fields
      .filter(([name]) => required.includes(name) || wanted(name))
      .map(([name, schema]): [string, string] => [name, values[name] ?? String(leastValue(schema))])
    return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
  }
  const ids = (name: string) =>
    /^(pageId|draftId|contentId|containerId|commentId|fileName|cql|space-?[kK]ey|filename|key)$/.test(name) &&
    name in values
  const queries = new Set([queryOf(ids)])
  if (!isChanging(route)) {
    queries.add(
      queryOf(
        (name) =>
          ids(name) ||
          name === 'expand' ||
          name === 'body-format' ||
          name === 'queryString' ||
          name === 'query',
      ),
    )
    queries.add(queryOf((name) => ids(name) || ['status', 'expand', 'get-draft', 'draft'].includes(name)))
    queries.add(
      queryOf((name) => ids(name) || name === 'version' || name === 'expand').replace(
        /version=\w+/,
        '$&&status=historical',
      ),
    )
    queries.add(
      queryOf((name) => ['title', 'labelName', 'ids', 'id', 'expand'].includes(name) && name in values),
    )
  }
  return [...queries].map((query) => ({ path: (path || '/') + query, ...bodyFor(route, target) }))
}

/** What a query parameter is given so that it would find the target. */
function valuesFor(target: Target): Record<string, string> {
  return {
    pageId: target.page,
    draftId: target.page,
    contentId: target.page,
    containerId: target.page,
    commentId: target.comment,
    fileName: `${target.secrets.file}.txt`,
    ids: target.page,
    id: target.page,
    cql: `text ~ "${COMMON}"`,
    query: COMMON,
    queryString: COMMON,
    spaceKey: target.spaceKey,
    'space-id': target.spaceId,
    'page-id': target.page,
    key: target.spaceKey,
    title: `Zebrafish ${target.secrets.title}`,
    labelName: target.secrets.label,
    name: target.secrets.label,
    filename: `${target.secrets.file}.txt`,
    status: 'any',
    type: 'ac:secret:note',
    expand:
      'content.body.storage,body.storage,body.view,version,history.lastUpdated,ancestors,container,space.homepage,children.page,children.attachment,children.comment.body.storage,descendants.page,metadata.labels,metadata.properties.secret,restrictions.read.restrictions.user,operations',
    'body-format': 'storage',
  }
}

function bodyFor(route: AnyRoute, target: Target): Pick<AskedFor, 'body' | 'headers'> {
  if (route.body === undefined) return {}
  if (route.body === 'multipart') {
    const form = new FormData()
    form.set('file', new Blob(['new bytes']), 'new.txt')
    form.set('file_0', new Blob(['new bytes']), 'new.txt')
    return { body: form }
  }
  if (route.body === 'form') {
    const fields = {
      pageId: target.page,
      targetId: target.page,
      position: 'append',
      os_username: 'nobody',
      os_password: 'x',
    }
    return { body: new URLSearchParams(fields) }
  }
  if (route.body === 'xml') {
    const call = `<methodCall><methodName>confluence2.getPage</methodName><params><param><value></value></param><param><value>${target.page}</value></param></params></methodCall>`
    return { body: call, headers: { 'content-type': 'text/xml' } }
  }
  const least = leastValue(route.body as Schema)
  return { body: JSON.stringify(least), headers: { 'content-type': 'application/json' } }
}

/** What a path parameter is about, by its name and by what stands before it. */
function placeOf(before: string, name: string, target: Target): string {
  if (/^attachment-?id$/i.test(name)) return target.attachment
  if (before.endsWith('/inline-comments/')) return target.remark
  if (before === '/custom-content/' && name === 'id') return target.custom
  if (/^comment-?id$/i.test(name)) return target.comment
  if (name === 'inlineTaskId' || (before.endsWith('/tasks/') && name === 'id')) return target.task
  if (before === '/attachments/' && name === 'id') return target.attachment
  if (before.endsWith('/footer-comments/') && name === 'id') return target.comment
  if (name === 'spaceKey') return target.spaceKey
  if (name === 'space-id' || (/v2\/spaces\/$|^\/spaces\/$/.test(before) && name === 'id'))
    return target.spaceId
  if (name === 'key' && /^\/(display|spaces|space|label)\/$/.test(before)) return target.spaceKey
  if (name === 'key' && before.endsWith('/property/')) return 'secret'
  if (name === 'propertyId') return target.property
  if (name === 'id') {
    const [, kind = ''] = /\/([a-z-]+)\/$/.exec(before) ?? []
    if (kind === 'labels') return target.label
    if (kind === 'attachments') return target.attachment
    if (/^(footer-|inline-)?comments$/.test(kind)) return target.comment
  }
  if (CONTENT.test(name) || name === 'targetId') return target.page
  if (name === 'sourceType' || name === 'targetType') return 'content'
  if (name === 'sourceKey' || name === 'targetKey') return target.page
  if (name === 'relationName') return 'related'
  if (name === 'fileName') return `${target.secrets.file}.txt`
  if (name === 'title') return `Zebrafish ${target.secrets.title}`
  if (['label', 'labelName', 'name'].includes(name)) return target.secrets.label
  if (name === 'macroId') return 'm-excerpt'
  if (name === 'operationKey') return 'read'
  if (name === 'type') return 'page'
  if (name === 'to') return 'view'
  if (name === 'position') return 'append'
  if (name === 'username') return 'editor'
  if (name === 'groupName') return 'readers'
  if (name === 'service') return 'confluenceservice-v2'
  if (SPACE.test(name)) return target.spaceKey
  return /version|number/i.test(name) ? '1' : 'nosuch'
}

type Procedure = (typeof methods)[number]

function procedure(method: Procedure): Operation {
  const names = Object.keys(method.takes)
  const isOfContent =
    names.some((name) => /(page|content|object|blogEntry|comment)Id$/i.test(name)) ||
    names.includes('pageTitle') ||
    names.some((name) => ['page', 'comment', 'blogEntry'].includes(name))
  return {
    name: `rpc ${method.name}(${names.join(', ')})`,
    access: method.access,
    method: 'POST',
    changes: method.changes,
    about: isOfContent ? 'content' : names.some((name) => /spaceKey/i.test(name)) ? 'space' : 'site',
    requests: (target) => [
      {
        path: `/rpc/json-rpc/confluenceservice-v2/${method.name}`,
        body: names.map((name) => argumentFor(name, method.takes[name]?.type ?? '', target)),
      },
    ],
  }
}

/** What an argument of a remote procedure is given. */
function argumentFor(name: string, type: string, target: Target): unknown {
  const page = {
    id: target.page,
    space: target.spaceKey,
    title: `Zebrafish ${target.secrets.title}`,
    content: 'x',
    version: 2,
  }
  const known: Record<string, unknown> = {
    page,
    blogEntry: page,
    comment: { id: target.comment, pageId: target.page, content: 'x' },
    commentId: target.comment,
    spaceKey: target.spaceKey,
    targetSpaceKey: target.spaceKey,
    pageTitle: page.title,
    fileName: `${target.secrets.file}.txt`,
    originalFileName: `${target.secrets.file}.txt`,
    newFileName: 'new.txt',
    version: 1,
    versionNumber: 0,
    position: 'append',
    query: COMMON,
    labelName: target.secrets.label,
    labelObject: { name: target.secrets.label },
    permissionType: 'View',
    username: 'editor',
    remoteEntityName: 'editor',
    attachment: { contentId: target.page, fileName: 'new.txt', contentType: 'text/plain' },
    attachmentData: 'bmV3',
    maxCount: 50,
    maxResults: 50,
    count: 50,
  }
  if (name in known) return known[name]
  if (name.endsWith('Id')) return target.page
  if (type === 'int' || type === 'long') return 1
  if (type === 'boolean') return true
  if (type.endsWith('[]')) return []
  return type === 'String' ? 'nosuch' : {}
}
