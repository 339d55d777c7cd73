import { limits } from '../../../../base/limits.ts'
import { type Hit, search } from '../../../../domain/search.ts'
import type { ApiContext } from '../../../flavour.ts'
import { cqlOf } from '../../words.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { addressesOf, spaceSummaryStruct, userStruct } from '../structs.ts'
import { type RpcStruct, struct, text, textIn, whole } from '../value.ts'

const method = methodsOf('Search')
const shared = {
  name: 'search',
  gives: schema.listOf(schema.searchResult),
  errors: ['bad-cql', 'bad-parameter'],
} as const

/** Search for words. */
export const searchMethods = [
  method({
    ...shared,
    summary: 'What has these words in title or text, best first.',
    takes: { query: text, maxResults: whole },
    handle: ({ api }, { query, maxResults }) => run(api, query, {}, maxResults),
  }),
  method({
    ...shared,
    summary:
      'The same within a spaceKey, a type (page, blogpost, comment, attachment, spacedescription, personalinformation), ' +
      'a time of modification (TODAY, YESTERDAY, LASTWEEK, LASTMONTH) or a contributor.',
    takes: { query: text, parameters: struct('Map'), maxResults: whole },
    handle: ({ api }, { query, parameters, maxResults }) => run(api, query, parameters, maxResults),
  }),
]

async function run(
  api: ApiContext,
  query: string,
  parameters: RpcStruct,
  most: number,
): Promise<RpcStruct[]> {
  const limit = Math.min(Math.max(most, 0), limits.listMost)
  if (limit === 0) return []
  const cql = cqlOf(query, {
    type: textIn(parameters, 'type'),
    modified: textIn(parameters, 'modified') ?? textIn(parameters, 'lastModified'),
    spaceKey: textIn(parameters, 'spaceKey'),
    contributor: textIn(parameters, 'contributor'),
  })
  const answers = cql.startsWith('user.') ? 'users' : 'anything'
  const { hits } = await search(api.domain, { cql, limit, excerpt: 'indexed', answers })
  const addresses = await addressesOf(
    api,
    hits.flatMap((hit) => (hit.kind === 'content' ? hit.content : [])),
  )
  return hits.map((hit) => resultOf(api, hit, addresses))
}

function resultOf(
  api: ApiContext,
  hit: Hit,
  addresses: ReadonlyMap<number, { readonly url: string; readonly modifier: string | null }>,
): RpcStruct {
  const undated = { created: null, modified: null, modifier: null }
  if (hit.kind === 'space') {
    const { name, url } = spaceSummaryStruct(api, hit.space)
    return {
      id: BigInt(hit.space.id),
      title: name ?? '',
      url: url ?? '',
      excerpt: hit.excerpt,
      type: 'spacedesc',
      ...undated,
    }
  }
  if (hit.kind === 'user') {
    const { fullname, url } = userStruct(api, hit.user)
    return {
      id: BigInt(hit.user.id),
      title: fullname ?? '',
      url: url ?? '',
      excerpt: '',
      type: 'userinfo',
      ...undated,
    }
  }
  const { content } = hit
  return {
    id: BigInt(content.id),
    title: content.title,
    url: addresses.get(content.id)?.url ?? '',
    excerpt: hit.excerpt,
    type: content.kind,
    created: new Date(content.createdAt),
    modified: new Date(content.updatedAt),
    modifier: addresses.get(content.id)?.modifier ?? null,
  }
}
