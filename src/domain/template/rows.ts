import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { TemplateTable } from '../../store/tables.ts'
import type { Label } from '../label/label.ts'
import type { Template } from './template.ts'

function toTemplate(row: Selectable<TemplateTable>): Template {
  return {
    id: row.id,
    spaceId: row.space_id,
    name: row.name,
    description: row.description,
    body: row.body,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}

function toRow(template: Template): TemplateTable {
  return {
    id: template.id,
    space_id: template.spaceId,
    name: template.name,
    description: template.description,
    body: template.body,
    updated_at: template.updatedAt,
    updated_by: template.updatedBy,
  }
}

/** Templates of a space, or with null of the site, in the order of their names; one more than the limit. */
export async function listTemplateRows(
  db: Db,
  spaceId: number | null,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Template[]> {
  const rows = await db
    .selectFrom('template')
    .selectAll()
    .where('space_id', spaceId === null ? 'is' : '=', spaceId)
    .orderBy('name')
    .orderBy('id')
    .limit(slice.limit + 1)
    .offset(slice.offset)
    .execute()
  return rows.map(toTemplate)
}

export async function countTemplates(db: Db, spaceId: number | null): Promise<number> {
  const row = await db
    .selectFrom('template')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('space_id', spaceId === null ? 'is' : '=', spaceId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function findTemplate(db: Db, id: number): Promise<Template | undefined> {
  const row = await db.selectFrom('template').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toTemplate(row)
}

export async function insertTemplate(db: Db, template: Template): Promise<void> {
  await db.insertInto('template').values(toRow(template)).execute()
}

/** False when there is none of this id any more. */
export async function updateTemplate(db: Db, template: Template): Promise<boolean> {
  const { id, ...columns } = toRow(template)
  const result = await db.updateTable('template').set(columns).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteTemplate(db: Db, id: number): Promise<boolean> {
  const result = await db.deleteFrom('template').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Labels by template, in the order of their names; `my:` labels only of this owner. */
export async function templateLabelRows(
  db: Db,
  templateIds: readonly number[],
  ownerId: number,
): Promise<Map<number, Label[]>> {
  const found = new Map<number, Label[]>(templateIds.map((id) => [id, []]))
  if (templateIds.length === 0) return found
  const rows = await db
    .selectFrom('template_label')
    .innerJoin('label', 'label.id', 'template_label.label_id')
    .select(['template_label.template_id', 'label.id', 'label.prefix', 'label.name'])
    .where('template_label.template_id', 'in', [...templateIds])
    .where('label.owner_id', 'in', [0, ownerId])
    .orderBy('label.name')
    .execute()
  for (const row of rows) {
    found.get(row.template_id)?.push({ id: row.id, prefix: row.prefix as Label['prefix'], name: row.name })
  }
  return found
}

export async function replaceTemplateLabels(
  db: Db,
  templateId: number,
  labelIds: readonly number[],
): Promise<void> {
  await db.deleteFrom('template_label').where('template_id', '=', templateId).execute()
  if (labelIds.length === 0) return
  await db
    .insertInto('template_label')
    .values([...new Set(labelIds)].map((id) => ({ template_id: templateId, label_id: id })))
    .execute()
}
