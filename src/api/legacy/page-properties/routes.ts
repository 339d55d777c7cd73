import { Type } from 'typebox'
import { limits } from '../../../base/limits.ts'
import { readContents } from '../../../domain/content/read.ts'
import { propertyReport } from '../../../domain/render/property-report.ts'
import { webPath } from '../../../domain/render/urls.ts'
import { spacesById } from '../../../domain/space/read.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseContentId } from '../../ids.ts'

const route = routesOf<ApiContext>()
const text = Type.Optional(Type.String())
const closed = { additionalProperties: false }

/** `/rest/masterdetail/1.0`: the page properties report as data. */
export const pagePropertiesRoutes = [
  route({
    id: 'getDetailsSummaryLines',
    method: 'GET',
    path: '/detailssummary/lines',
    tag: 'Page properties',
    summary:
      'The lines of a page properties report: the pages that a query finds, with the values of their properties.',
    access: 'site',
    query: Type.Object({
      cql: Type.String(),
      spaceKey: text,
      contentId: text,
      detailsId: text,
      headings: text,
      sortBy: text,
      reverseSort: Type.Optional(Type.Boolean()),
      pageSize: Type.Optional(Type.Integer()),
      pageIndex: Type.Optional(Type.Integer()),
    }),
    reply: Type.Object(
      {
        currentPage: Type.Integer(),
        totalPages: Type.Integer(),
        renderedHeadings: Type.Array(Type.String()),
        detailLines: Type.Array(
          Type.Object(
            {
              id: Type.Integer(),
              title: Type.String(),
              relativeLink: Type.String(),
              details: Type.Array(Type.String()),
            },
            closed,
          ),
        ),
        asyncRenderSafe: Type.Boolean(),
      },
      closed,
    ),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { query }) => {
      const ctx = api.domain
      const report = await propertyReport(ctx, {
        cql: query.cql ?? '',
        detailsId: query.detailsId,
        headings: query.headings,
        sortBy: query.sortBy,
        reverse: query.reverseSort,
        spaceKey: query.spaceKey || undefined,
        contentId: query.contentId ? parseContentId(query.contentId) : undefined,
      })
      const size = Math.min(Math.max(query.pageSize ?? limits.reportLines, 1), limits.reportLinesMost)
      const index = Math.max(query.pageIndex ?? 0, 0)
      const lines = report.lines.slice(index * size, (index + 1) * size)
      const pages = await readContents(
        ctx,
        lines.map(({ contentId }) => contentId),
      )
      const spaces = await spacesById(
        ctx,
        pages.map(({ spaceId }) => spaceId),
      )
      const known = new Map(pages.map((page) => [page.id, page]))
      return {
        currentPage: index,
        totalPages: Math.ceil(report.lines.length / size),
        renderedHeadings: report.headings,
        detailLines: lines.flatMap(({ contentId, values }) => {
          const page = known.get(contentId)
          if (page === undefined) return []
          const link = api.flavour.contextPath + webPath(ctx.place, page, spaces.get(page.spaceId))
          return { id: page.id, title: page.title, relativeLink: link, details: values }
        }),
        asyncRenderSafe: true,
      }
    },
  }),
]
