import { basic } from './request.ts'

/** Someone who has an account on every test site. */
export type Person = {
  username: string
  email: string
  displayName: string
  password: string
  groups: string[]
}

/** The cast: who asks in the tests. */
export const people = {
  /** May do everything; made by the first start. */
  admin: {
    username: 'admin',
    email: 'admin@example.com',
    displayName: 'Administrator',
    password: 'admin-test-password',
    groups: ['confluence-administrators', 'confluence-users'],
  },
  /** An ordinary user: sees and edits new spaces, administers none. */
  editor: {
    username: 'editor',
    email: 'editor@example.com',
    displayName: 'Edith Editor',
    password: 'editor-test-password',
    groups: ['confluence-users'],
  },
  /** May use the site and read the spaces that `letRead` opened, and change nothing. */
  reader: {
    username: 'reader',
    email: 'reader@example.com',
    displayName: 'René Reader',
    password: 'reader-test-password',
    groups: ['readers'],
  },
  /** Has an account and may use the site, but sees no space. */
  stranger: {
    username: 'stranger',
    email: 'stranger@example.com',
    displayName: 'Stranger',
    password: 'stranger-test-password',
    groups: ['strangers'],
  },
} as const satisfies Record<string, Person>

/** Who a scenario's step is asked by; `anonymous` sends no credentials. */
export type PersonName = keyof typeof people | 'anonymous'

/** The headers that say who is asking: Basic with the user's name and password, or nothing. */
export function credentials(name: PersonName): Record<string, string> {
  if (name === 'anonymous') return {}
  return basic(people[name].username, people[name].password)
}
