/** Lists of contents and the parameters that say which. */
import { html } from '../../build.ts'
import type { ContentQuery, ContentSummary } from '../../env.ts'
import { documentLimits } from '../../limits.ts'
import type { Element } from '../../tree.ts'
import type { MacroCall, ParameterDefinition } from '../macro.ts'

/** The filter parameters that many macros share. */
export const filterParameters: Readonly<Record<string, ParameterDefinition>> = {
  spaces: { type: 'space', multiple: true },
  author: { type: 'user', multiple: true },
  labels: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  max: { type: 'int', default: '15' },
  sort: { type: 'enum', values: ['creation', 'title', 'modified'] },
  reverse: { type: 'boolean', default: 'false' },
  operator: { type: 'enum', values: ['OR', 'AND'], default: 'OR' },
  cql: { type: 'string' },
}

/** The values of a parameter with several. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const SORTS: Readonly<Record<string, ContentQuery['sort']>> = {
  creation: 'created',
  created: 'created',
  title: 'title',
  modified: 'modified',
  position: 'position',
}

/** The question that the filter parameters of a call ask. */
export function queryOf(call: MacroCall, fallback: ContentQuery): ContentQuery {
  const spaces = spaceKeysOf(call)
  const labels = listOf(call.text('labels', 'label', '')).map((label) => label.replace(/^[+]/, ''))
  const kinds = listOf(call.text('type', 'types', 'contentType')).flatMap(
    (type) => KINDS[type.toLowerCase()] ?? [],
  )
  const sort = SORTS[call.text('sort') ?? ''] ?? fallback.sort
  const cql = call.text('cql')
  const authors = call.targets('author', 'authors')
  return {
    ...fallback,
    spaceKeys: spaces ?? fallback.spaceKeys,
    labels: labels.length > 0 ? labels.filter((label) => !label.startsWith('-')) : fallback.labels,
    labelMatch: call.text('operator')?.toUpperCase() === 'AND' ? 'all' : 'any',
    kinds: kinds.length > 0 ? kinds : fallback.kinds,
    sort,
    contributors: authors.length > 0 ? authors : fallback.contributors,
    reverse: call.macro.parameters.some(({ name }) => name === 'reverse')
      ? call.flag('reverse')
      : fallback.reverse,
    cql: cql === undefined || cql === '' ? fallback.cql : cql,
    limit: limitOf(call, fallback.limit ?? 15),
  }
}

const KINDS: Readonly<Record<string, 'page' | 'blogpost' | 'comment' | 'attachment'>> = {
  page: 'page',
  blogpost: 'blogpost',
  blog: 'blogpost',
  news: 'blogpost',
  comment: 'comment',
  attachment: 'attachment',
}

/** How many items a call asks for. */
export function limitOf(call: MacroCall, fallback: number): number {
  const given = call.text('max', 'maxResults', 'limit')
  const number = Number.parseInt(given ?? '', 10)
  return Math.min(Math.max(Number.isNaN(number) ? fallback : number, 1), documentLimits.macroListItems)
}

/** The space keys a call names, undefined for all spaces; `@self` is the space of the page. */
export function spaceKeysOf(call: MacroCall, ...names: readonly string[]): readonly string[] | undefined {
  const parameters = names.length === 0 ? ['spaces', 'spaceKey', 'space'] : names
  const given = call.targets(...parameters).flatMap((target) => (target.kind === 'space' ? [target.key] : []))
  const asText = given.length > 0 ? given : listOf(call.text(...parameters))
  if (asText.length === 0 || asText.some((key) => key === '@all' || key === '*' || key === '@global'))
    return undefined
  const own = call.env.content?.spaceKey ?? call.env.spaceKey
  return asText
    .filter((key) => !key.startsWith('-'))
    .flatMap((key) => (key === '@self' || key === 'currentSpace()' ? (own ?? []) : [key.replace(/^\+/, '')]))
}

/** A link to a content under its title. */
export function contentLink(content: ContentSummary): Element {
  return html('a', { href: content.url }, content.title)
}
