import type { Method } from './method.ts'
import { attachmentMethods } from './methods/attachments.ts'
import { blogPostMethods } from './methods/blog-posts.ts'
import { commentMethods } from './methods/comments.ts'
import { exportMethods } from './methods/exports.ts'
import { labelMethods } from './methods/labels.ts'
import { pageMethods } from './methods/pages.ts'
import { globalPermissionMethods, permissionMethods } from './methods/permissions.ts'
import { preferenceMethods } from './methods/preferences.ts'
import { renderingMethods } from './methods/rendering.ts'
import { searchMethods } from './methods/search.ts'
import { serverMethods } from './methods/server.ts'
import { spaceMethods } from './methods/spaces.ts'
import { userMethods } from './methods/users.ts'
import { watchMethods } from './methods/watches.ts'

/** Every remote procedure, for XML-RPC and JSON-RPC alike. */
export const methods: readonly Method[] = [
  ...serverMethods,
  ...exportMethods,
  ...spaceMethods,
  ...pageMethods,
  ...blogPostMethods,
  ...commentMethods,
  ...attachmentMethods,
  ...labelMethods,
  ...searchMethods,
  ...renderingMethods,
  ...permissionMethods,
  ...globalPermissionMethods,
  ...userMethods,
  ...preferenceMethods,
  ...watchMethods,
]

/** The methods by their names, those of one name in the order of the table. */
export const methodsByName: ReadonlyMap<string, readonly Method[]> = Map.groupBy(methods, ({ name }) => name)
