import { notFound } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import type { Content } from '../../../../domain/content/content.ts'
import { listContent, readContent } from '../../../../domain/content/read.ts'
import { addLabels, type LabelName, labelsOf, removeLabel } from '../../../../domain/label/attach.ts'
import type { Label } from '../../../../domain/label/label.ts'
import { type LabelFilter, listLabels, readLabel, readLabelById } from '../../../../domain/label/list.ts'
import { addSpaceLabels, removeSpaceLabel, spacesLabelled } from '../../../../domain/label/space.ts'
import { readSpace, spacesById } from '../../../../domain/space/read.ts'
import type { Space } from '../../../../domain/space/space.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { addressesOf, labelStructs, spaceSummaryStruct } from '../structs.ts'
import { id, idIn, neededIn, type RpcStruct, struct, text, textIn, whole } from '../value.ts'

const method = methodsOf('Labels')
const read = ['bad-parameter', 'not-found'] as const
const written = ['bad-parameter', 'bad-request', 'forbidden', 'not-found'] as const
const labels = schema.listOf(schema.label)
const bearing = { gives: schema.listOf(schema.searchResult), errors: read } as const

/** Labels on content and spaces, and what bears them. */
export const labelMethods = [
  method({
    name: 'getLabelsById',
    summary: 'The labels of a content.',
    takes: { objectId: id },
    gives: labels,
    errors: read,
    handle: async ({ api }, { objectId }) => {
      const content = await readContent(api.domain, objectId)
      return labelStructs(api, (await labelsOf(api.domain, [content.id])).get(content.id) ?? [])
    },
  }),
  method({
    name: 'addLabelByName',
    summary: 'Label a content; several names are parted by blanks or commas.',
    takes: { labelName: text, objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelName, objectId }) => {
      await addLabels(api.domain, objectId, namesIn(labelName))
      return true
    },
  }),
  method({
    name: 'addLabelById',
    summary: 'Label a content with a label that is known by its id.',
    takes: { labelId: id, objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelId, objectId }) => {
      await addLabels(api.domain, objectId, [nameOf(await labelAt(api, labelId))])
      return true
    },
  }),
  method({
    name: 'addLabelByObject',
    summary: 'Label a content with the name and namespace of a label.',
    takes: { labelObject: struct('RemoteLabel'), objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelObject, objectId }) => {
      await addLabels(api.domain, objectId, [await nameIn(api, labelObject)])
      return true
    },
  }),
  method({
    name: 'addLabelByNameToSpace',
    summary: 'Label a space.',
    takes: { labelName: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelName, spaceKey }) => {
      await addSpaceLabels(api.domain, await readSpace(api.domain, spaceKey), namesIn(labelName))
      return true
    },
  }),
  method({
    name: 'removeLabelByName',
    summary: 'Take a label off a content.',
    takes: { labelName: text, objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelName, objectId }) => {
      for (const name of namesIn(labelName)) await removeLabel(api.domain, objectId, name)
      return true
    },
  }),
  method({
    name: 'removeLabelById',
    summary: 'Take a label, known by its id, off a content.',
    takes: { labelId: id, objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelId, objectId }) => {
      await removeLabel(api.domain, objectId, nameOf(await labelAt(api, labelId)))
      return true
    },
  }),
  method({
    name: 'removeLabelByObject',
    summary: 'Take the label of this name and namespace off a content.',
    takes: { labelObject: struct('RemoteLabel'), objectId: id },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelObject, objectId }) => {
      await removeLabel(api.domain, objectId, await nameIn(api, labelObject))
      return true
    },
  }),
  method({
    name: 'removeLabelByNameFromSpace',
    summary: 'Take a label off a space.',
    takes: { labelName: text, spaceKey: text },
    gives: schema.given.flag,
    errors: written,
    handle: async ({ api }, { labelName, spaceKey }) => {
      const space = await readSpace(api.domain, spaceKey)
      for (const name of namesIn(labelName)) await removeSpaceLabel(api.domain, space, name)
      return true
    },
  }),
  method({
    name: 'getMostPopularLabels',
    summary: 'The labels that most content has.',
    takes: { maxCount: whole },
    gives: labels,
    errors: [],
    handle: ({ api }, { maxCount }) => inUse(api, { sort: 'count' }, maxCount),
  }),
  method({
    name: 'getMostPopularLabelsInSpace',
    summary: 'The labels that most content of a space has.',
    takes: { spaceKey: text, maxCount: whole },
    gives: labels,
    errors: read,
    handle: async ({ api }, { spaceKey, maxCount }) =>
      inUse(api, { sort: 'count', space: await readSpace(api.domain, spaceKey) }, maxCount),
  }),
  method({
    name: 'getRecentlyUsedLabels',
    summary: 'The labels that were given last.',
    takes: { maxResults: whole },
    gives: labels,
    errors: [],
    handle: ({ api }, { maxResults }) => inUse(api, { sort: 'recent' }, maxResults),
  }),
  method({
    name: 'getRecentlyUsedLabelsInSpace',
    summary: 'The labels that were given last in a space.',
    takes: { spaceKey: text, maxResults: whole },
    gives: labels,
    errors: read,
    handle: async ({ api }, { spaceKey, maxResults }) =>
      inUse(api, { sort: 'recent', space: await readSpace(api.domain, spaceKey) }, maxResults),
  }),
  method({
    name: 'getRelatedLabels',
    summary: 'The labels that stand beside this one most often.',
    takes: { labelName: text, maxResults: whole },
    gives: labels,
    errors: [],
    handle: ({ api }, { labelName, maxResults }) =>
      inUse(api, { sort: 'count', beside: labelName }, maxResults),
  }),
  method({
    name: 'getRelatedLabelsInSpace',
    summary: 'The same within a space.',
    takes: { labelName: text, spaceKey: text, maxResults: whole },
    gives: labels,
    errors: read,
    handle: async ({ api }, { labelName, spaceKey, maxResults }) => {
      const space = await readSpace(api.domain, spaceKey)
      return inUse(api, { sort: 'count', beside: labelName, space }, maxResults)
    },
  }),
  method({
    name: 'getLabelsByDetail',
    summary: 'The labels of this name, namespace, space and owner; an empty text leaves a condition out.',
    takes: { labelName: text, namespace: text, spaceKey: text, owner: text },
    gives: labels,
    errors: read,
    handle: async ({ api }, { labelName, namespace, spaceKey, owner }) => {
      const isForeign = owner !== '' || (namespace !== '' && namespace !== 'global')
      // Labels of one's own and of spaces are not in use on content in the eyes of others.
      if (isForeign) return []
      const name = labelName === '' ? {} : { name: labelName }
      const space = spaceKey === '' ? {} : { space: await readSpace(api.domain, spaceKey) }
      return inUse(api, { sort: 'name', ...name, ...space }, limits.rpcList)
    },
  }),
  method({
    ...bearing,
    name: 'getLabelContentById',
    summary: 'The content that bears a label, which is known by its id.',
    takes: { labelId: id },
    handle: async ({ api }, { labelId }) => labelled(api, await labelAt(api, labelId)),
  }),
  method({
    ...bearing,
    name: 'getLabelContentByName',
    summary: 'The content that bears a label.',
    takes: { labelName: text },
    handle: async ({ api }, { labelName }) => labelled(api, await labelNamed(api, { name: labelName })),
  }),
  method({
    ...bearing,
    name: 'getLabelContentByObject',
    summary: 'The content that bears the label of this name.',
    takes: { labelObject: struct('RemoteLabel') },
    handle: async ({ api }, { labelObject }) =>
      labelled(api, await labelNamed(api, await nameIn(api, labelObject))),
  }),
  method({
    name: 'getSpacesWithLabel',
    summary: 'The spaces that bear a label.',
    takes: { labelName: text },
    gives: schema.listOf(schema.spaceSummary),
    errors: [],
    handle: async ({ api }, { labelName }) => {
      const label = await readLabel(api.domain, labelName)
      const spaces = label ? await spacesLabelled(api.domain, label) : []
      return spaces.map((space) => spaceSummaryStruct(api, space))
    },
  }),
  method({
    name: 'getSpacesContainingContentWithLabel',
    summary: 'The spaces with content that bears a label.',
    takes: { labelName: text },
    gives: schema.listOf(schema.spaceSummary),
    errors: [],
    handle: async ({ api }, { labelName }) => {
      const label = await readLabel(api.domain, labelName)
      const contents = label ? await contentsWith(api, label) : []
      const spaces = await spacesById(
        api.domain,
        contents.map(({ spaceId }) => spaceId),
      )
      return [...spaces.values()].map((space: Space) => spaceSummaryStruct(api, space))
    },
  }),
]

/** `one, two`, `one two`, `my:one`. */
function namesIn(text: string): LabelName[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  return names.length === 0 ? [{ name: text }] : names.map((name) => ({ name }))
}

function nameOf(label: Label): LabelName {
  return { prefix: label.prefix, name: label.name }
}

async function nameIn(api: ApiContext, given: RpcStruct): Promise<LabelName> {
  const labelId = idIn(given, 'id')
  if (labelId !== undefined) return nameOf(await labelAt(api, labelId))
  return { name: neededIn(given, 'name', 'label'), prefix: textIn(given, 'namespace') || 'global' }
}

async function labelAt(api: ApiContext, labelId: number): Promise<Label> {
  const label = await readLabelById(api.domain, labelId)
  if (label) return label
  throw notFound(`There is no label with the id ${labelId}.`)
}

async function labelNamed(api: ApiContext, { name }: LabelName): Promise<Label> {
  const label = await readLabel(api.domain, name.replace(/^global:/, ''))
  if (label) return label
  throw notFound(`There is no label "${name}".`)
}

async function inUse(api: ApiContext, filter: LabelFilter, most: number): Promise<RpcStruct[]> {
  const limit = Math.min(Math.max(most, 0), limits.rpcList)
  return labelStructs(api, (await listLabels(api.domain, filter, { offset: 0, limit })).items)
}

async function contentsWith(api: ApiContext, label: Label): Promise<readonly Content[]> {
  const filter = { statuses: ['current'], labelId: label.id } as const
  return (await listContent(api.domain, filter, 'title', { limit: limits.rpcList })).items
}

async function labelled(api: ApiContext, label: Label): Promise<RpcStruct[]> {
  const contents = await contentsWith(api, label)
  const addresses = await addressesOf(api, contents)
  return contents.map((content) => ({
    id: BigInt(content.id),
    title: content.title,
    url: addresses.get(content.id)?.url ?? '',
    excerpt: '',
    type: content.kind,
    created: new Date(content.createdAt),
    modified: new Date(content.updatedAt),
    modifier: addresses.get(content.id)?.modifier ?? null,
  }))
}
