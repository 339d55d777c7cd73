import { activityRoutes } from './activity.ts'
import { adminKeyRoutes } from './admin-key.ts'
import { blogPostRoutes } from './blog-posts.ts'
import { attachmentRoutes } from './attachments.ts'
import { customContentRoutes } from './custom-content.ts'
import { footerCommentRoutes } from './footer-comments.ts'
import { inlineCommentRoutes } from './inline-comments.ts'
import { labelRoutes } from './facets/labels.ts'
import { likeRoutes } from './facets/likes.ts'
import { operationRoutes } from './facets/operations.ts'
import { propertyRoutes } from './facets/properties.ts'
import { versionRoutes } from './facets/versions.ts'
import { contentTypeRoutes } from './content-types.ts'
import { pageTreeRoutes } from './page-tree.ts'
import { pageRoutes } from './pages.ts'
import { spaceRoleRoutes } from './space-roles.ts'
import { spaceRoutes } from './spaces.ts'
import { taskRoutes } from './tasks.ts'
import { userRoutes } from './users.ts'

/** The operations of the Cloud's v2. */
export const v2Routes = [
  ...pageRoutes,
  ...blogPostRoutes,
  ...spaceRoutes,
  ...userRoutes,
  ...contentTypeRoutes,
  ...activityRoutes,
  ...adminKeyRoutes,
  ...spaceRoleRoutes,
  ...taskRoutes,
  ...attachmentRoutes,
  ...footerCommentRoutes,
  ...inlineCommentRoutes,
  ...customContentRoutes,
  ...pageTreeRoutes,
  ...labelRoutes,
  ...likeRoutes,
  ...versionRoutes,
  ...operationRoutes,
  ...propertyRoutes,
]
