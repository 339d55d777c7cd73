import type { Route } from '../http/route.ts'
import type { WebContext } from './context.ts'
import { actionRoutes } from './screens/actions.ts'
import { changeRoutes } from './screens/change.ts'
import { compareRoutes } from './screens/compare.ts'
import { contentRoutes } from './screens/content.ts'
import { dashboardRoutes } from './screens/dashboard.ts'
import { directoryRoutes } from './screens/directories.ts'
import { draftRoutes } from './screens/drafts.ts'
import { editRoutes } from './screens/edit.ts'
import { exportSpaceRoutes } from './screens/export-space.ts'
import { exportWordRoutes } from './screens/export-word.ts'
import { forgotPasswordRoutes } from './screens/forgot-password.ts'
import { inviteRoutes } from './screens/invite.ts'
import { labelRoutes } from './screens/label.ts'
import { letterRoutes } from './screens/letters.ts'
import { loginRoutes } from './screens/login.ts'
import { openIdRoutes } from './screens/openid.ts'
import { pageAboutRoutes } from './screens/page-about.ts'
import { pictureRoutes } from './screens/pictures.ts'
import { profileRoutes } from './screens/profile.ts'
import { searchRoutes } from './screens/search.ts'
import { secondFactorRoutes } from './screens/second-factor.ts'
import { sessionRoutes } from './screens/sessions.ts'
import { setPasswordRoutes } from './screens/set-password.ts'
import { spaceRoutes } from './screens/space.ts'
import { statusRoutes } from './screens/status.ts'
import { tokenRoutes } from './screens/tokens.ts'
import { unwatchRoutes } from './screens/unwatch.ts'

/** Every screen of the web interface, and what screens refer to. */
export const webRoutes: readonly Route<WebContext>[] = [
  ...dashboardRoutes,
  ...loginRoutes,
  ...openIdRoutes,
  ...forgotPasswordRoutes,
  ...inviteRoutes,
  ...setPasswordRoutes,
  ...sessionRoutes,
  ...tokenRoutes,
  ...secondFactorRoutes,
  ...letterRoutes,
  ...spaceRoutes,
  ...contentRoutes,
  ...editRoutes,
  ...changeRoutes,
  ...draftRoutes,
  ...compareRoutes,
  ...exportSpaceRoutes,
  ...exportWordRoutes,
  ...actionRoutes,
  ...pageAboutRoutes,
  ...profileRoutes,
  ...labelRoutes,
  ...directoryRoutes,
  ...searchRoutes,
  ...pictureRoutes,
  ...statusRoutes,
  ...unwatchRoutes,
]
