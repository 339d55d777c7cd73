import type { AppError } from '../base/errors.ts'
import type { Answer, Call, Route } from '../http/route.ts'
import { accessTokenRoutes } from './dc/access-tokens.ts'
import { dcAttachmentRoutes } from './dc/attachments.ts'
import { backupRoutes } from './dc/backup-restore.ts'
import { colorSchemeRoutes } from './dc/color-schemes.ts'
import { scanRoutes } from './dc/content-scan.ts'
import { dcGroupRoutes } from './dc/groups.ts'
import { dcUserRoutes } from './dc/users.ts'
import { globalPermissionRoutes } from './dc/global-permissions.ts'
import { indexRoutes } from './dc/index-management.ts'
import { serverRoutes } from './dc/server.ts'
import { spacePermissionRoutes } from './dc/space-permissions.ts'
import { dcSpaceRoutes } from './dc/spaces.ts'
import { webhookRoutes } from './dc/webhooks.ts'
import { downloadRoutes } from './downloads.ts'
import { type ApiContext, type Flavour, flavours } from './flavour.ts'
import { gatewayRoutes } from './legacy/gateway/routes.ts'
import { editorRoutes } from './legacy/interface/editor.ts'
import { recentRoutes } from './legacy/interface/recent.ts'
import { interfaceRoutes } from './legacy/interface/routes.ts'
import { taskBoxRoutes } from './legacy/interface/tasks.ts'
import { jsonRpcRoutes, presentJsonRpcError } from './legacy/json-rpc/routes.ts'
import { pagePropertiesRoutes } from './legacy/page-properties/routes.ts'
import { prototypeRoutes } from './legacy/prototype/routes.ts'
import { presentXmlRpcError, xmlRpcRoutes } from './legacy/xml-rpc/routes.ts'
import { openApiRoutes } from './openapi.ts'
import { analyticsRoutes } from './v1/analytics.ts'
import { cloudAttachmentRoutes } from './v1/content-attachments.ts'
import { cloudBodyRoutes } from './v1/content-body.ts'
import { contentStateRoutes } from './v1/content-state.ts'
import { connectRoutes } from './v1/connect.ts'
import { cloudContentRoutes } from './v1/content-cloud.ts'
import { macroConversionRoutes, macroHashRoutes } from './v1/content-macros.ts'
import { versionRoutes } from './v1/content-versions.ts'
import { cloudGroupRoutes } from './v1/groups.ts'
import { cloudPeopleRoutes } from './v1/people.ts'
import { cloudLabelRoutes, dcLabelRoutes } from './v1/labels.ts'
import { pageTreeRoutes } from './v1/page-trees.ts'
import { presentError } from './v1/present/error.ts'
import { relevantRestrictionRoutes, restrictionRoutes } from './v1/restriction.ts'
import { v1Routes } from './v1/routes.ts'
import { cloudWatchRoutes, dcWatchRoutes } from './v1/watches.ts'
import { cloudSpacePermissionRoutes } from './v1/space-permissions.ts'
import { lookRoutes } from './v1/look-and-feel.ts'
import { likeRoutes } from './v1/likes.ts'
import { searchRoutes } from './v1/search.ts'
import { relationRoutes } from './v1/relations.ts'
import { userPropertyRoutes } from './v1/user-properties.ts'
import { userSearchRoutes } from './v1/search.ts'
import { systemInfoRoutes } from './v1/system-info.ts'
import { taskRoutes } from './v1/task.ts'
import { templateRoutes } from './v1/template.ts'
import { presentV2Error } from './v2/present/error.ts'
import { v2Routes } from './v2/routes.ts'

/** A part of the API under one root: its routes, and how it words refusals. */
export interface ApiPart {
  /** `v1`, `v2`, …: what COMPATIBILITY.md and the tests call it. */
  readonly name:
    | 'v1'
    | 'dc'
    | 'v2'
    | 'pat'
    | 'experimental'
    | 'connect'
    | 'likes'
    | 'download'
    | 'openapi'
    | 'xml-rpc'
    | 'json-rpc'
    | 'gateway'
    | 'prototype'
    | 'page-properties'
    | 'interface'
  readonly flavour: Flavour
  /** The whole path below the host. */
  readonly base: string
  readonly routes: readonly Route<ApiContext>[]
  presentError(error: AppError, call: Call): Answer
}

/** Every part of the API under every root, and their descriptions. */
export const apiParts: readonly ApiPart[] = flavours.flatMap(partsOf).flatMap(withDescriptions)

function partsOf(flavour: Flavour): ApiPart[] {
  const { contextPath } = flavour
  const present = (error: AppError, call: Call) => presentError(flavour, error, call)
  const part = (name: ApiPart['name'], base: string, routes: readonly Route<ApiContext>[]): ApiPart => ({
    name,
    flavour,
    base: contextPath + base,
    routes,
    presentError: present,
  })
  const shared = [
    part('pat', '/rest/pat/latest', accessTokenRoutes),
    part('pat', '/rest/pat/1.0', accessTokenRoutes),
    part('likes', '/rest/likes/1.0', likeRoutes),
    part('download', '/download', downloadRoutes),
    part('prototype', '/rest/prototype/1', prototypeRoutes),
    part('prototype', '/rest/prototype/latest', prototypeRoutes),
    part('page-properties', '/rest/masterdetail/1.0', pagePropertiesRoutes),
    part('interface', '/rest', [...interfaceRoutes, ...editorRoutes, ...recentRoutes, ...taskBoxRoutes]),
    { ...part('json-rpc', '/rpc/json-rpc', jsonRpcRoutes), presentError: presentJsonRpcError },
    { ...part('xml-rpc', '/rpc', xmlRpcRoutes), presentError: presentXmlRpcError },
  ]
  if (flavour.contextPath === '') shared.push(part('gateway', '/oauth', gatewayRoutes))
  return flavour.name === 'cloud'
    ? [
        part('v1', '/rest/api', [
          ...v1Routes,
          ...cloudAttachmentRoutes,
          ...cloudBodyRoutes,
          ...cloudContentRoutes,
          ...cloudLabelRoutes,
          ...pageTreeRoutes,
          ...macroConversionRoutes,
          ...cloudGroupRoutes,
          ...cloudPeopleRoutes,
          ...cloudSpacePermissionRoutes,
          ...cloudWatchRoutes,
          ...relationRoutes,
          ...userSearchRoutes,
          ...userPropertyRoutes,
          ...systemInfoRoutes,
          ...lookRoutes,
          ...taskRoutes,
          ...contentStateRoutes,
          ...templateRoutes,
          ...analyticsRoutes,
        ]),
        { ...part('v2', '/api/v2', v2Routes), presentError: presentV2Error },
        part('connect', '/rest/atlassian-connect/1', connectRoutes),
        ...shared,
      ]
    : [
        part('dc', '/rest/api', [
          ...v1Routes,
          ...dcAttachmentRoutes,
          ...scanRoutes,
          ...backupRoutes,
          ...dcGroupRoutes,
          ...dcUserRoutes,
          ...dcWatchRoutes,
          ...serverRoutes,
          ...indexRoutes,
          ...colorSchemeRoutes,
          ...spacePermissionRoutes,
          ...dcSpaceRoutes,
          ...globalPermissionRoutes,
          ...webhookRoutes,
          ...relevantRestrictionRoutes,
          ...macroHashRoutes,
          ...dcLabelRoutes,
        ]),
        part('experimental', '/rest/experimental', [
          ...versionRoutes,
          ...restrictionRoutes,
          ...templateRoutes,
          ...searchRoutes,
          ...cloudSpacePermissionRoutes,
        ]),
        ...shared,
      ]
}

/** The descriptions lie once, beside the first root. */
function withDescriptions(part: ApiPart, index: number, parts: readonly ApiPart[]): ApiPart[] {
  if (index > 0) return [part]
  return [part, { ...part, name: 'openapi', base: '/openapi', routes: openApiRoutes(parts) }]
}
