import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { bytes, text } from '../value.ts'

const method = methodsOf('Server')

/** The release of Confluence whose remote procedures are spoken here: the last with all of them. */
const SPOKEN = { majorVersion: 10, minorVersion: 2, patchLevel: 0, buildId: '0', developmentBuild: false }

/** What the server says of itself. */
export const serverMethods = [
  method({
    name: 'getServerInfo',
    summary: 'The address of the server and the release whose interface it speaks.',
    takes: {},
    gives: schema.serverInfo,
    errors: [],
    handle: async ({ api }) => ({ ...SPOKEN, baseUrl: api.base }),
  }),
  method({
    access: 'administrator',
    name: 'getClusterInformation',
    summary: 'That the server is no cluster.',
    takes: {},
    gives: schema.clusterInformation,
    errors: ['forbidden', 'unauthenticated'],
    handle: async () => ({
      running: false,
      name: null,
      memberCount: 0,
      description: null,
      multicastAddress: null,
      multicastPort: null,
    }),
  }),
  method({
    access: 'administrator',
    name: 'getClusterNodeStatuses',
    summary: 'Nothing: the server is no cluster.',
    takes: {},
    gives: schema.given.texts,
    errors: ['forbidden', 'unauthenticated'],
    handle: async () => [],
  }),
  method({
    access: 'administrator',
    name: 'installPlugin',
    summary: 'Nothing, and says so: there are no plug-ins.',
    takes: { pluginFileName: text, pluginData: bytes },
    gives: schema.given.flag,
    errors: ['forbidden', 'unauthenticated'],
    handle: async () => false,
  }),
  ...['flushIndexQueue', 'clearIndexQueue'].map((name) =>
    method({
      access: 'administrator',
      name,
      summary: 'Nothing: what is written is found at once, so no queue waits.',
      takes: {},
      gives: schema.given.flag,
      errors: ['forbidden', 'unauthenticated'],
      handle: async () => true,
    }),
  ),
  ...['isPluginEnabled', 'isPluginInstalled'].map((name) =>
    method({
      access: 'user',
      name,
      summary: 'No: there are no plug-ins.',
      takes: { pluginKey: text },
      gives: schema.given.flag,
      errors: [],
      handle: async () => false,
    }),
  ),
]
