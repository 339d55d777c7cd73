import { activityRoutes } from './activity.ts'
import { auditRoutes } from './audit.ts'
import { contentRoutes } from './content.ts'
import { attachmentChangeRoutes } from './attachment-changes.ts'
import { attachmentRoutes } from './content-attachments.ts'
import { blueprintRoutes } from './content-blueprint.ts'
import { bodyRoutes } from './content-body.ts'
import { childRoutes } from './content-children.ts'
import { labelRoutes } from './content-labels.ts'
import { macroRoutes } from './content-macros.ts'
import { versionRoutes } from './content-versions.ts'
import { propertyRoutes } from './property.ts'

import { groupRoutes } from './groups.ts'
import { longTaskRoutes } from './long-tasks.ts'
import { restrictionRoutes } from './restriction.ts'
import { membershipRoutes } from './people.ts'
import { searchRoutes } from './search.ts'
import { spaceRoutes } from './space.ts'
import { spaceLifecycleRoutes } from './space-lifecycle.ts'
import { userRoutes } from './user.ts'
import { watchRoutes } from './watches.ts'

/** The operations that the Cloud's v1 and Data Center share. */
export const v1Routes = [
  ...searchRoutes,
  ...contentRoutes,
  ...childRoutes,
  ...attachmentRoutes,
  ...attachmentChangeRoutes,
  ...labelRoutes,
  ...propertyRoutes,
  ...restrictionRoutes,
  ...versionRoutes,
  ...macroRoutes,
  ...bodyRoutes,
  ...blueprintRoutes,
  ...spaceRoutes,
  ...spaceLifecycleRoutes,
  ...longTaskRoutes,
  ...userRoutes,
  ...membershipRoutes,
  ...watchRoutes,
  ...groupRoutes,
  ...auditRoutes,
  ...activityRoutes,
]
