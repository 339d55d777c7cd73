/** Inver's SDK: for Inver and for any Confluence, in Node and in browsers. */
export {
  type Auth,
  type Client,
  connect,
  type Connection,
  type Flavour,
  type RequestOptions,
  type UploadOptions,
} from './client.ts'
export { type Query } from './address.ts'
export { ApiError, ConnectionError } from './errors.ts'
export { type CallOptions, type ListOperation, type Operation } from './operation.ts'
export { type Page, readPage, type Updated, type UpdateOptions, updatePage } from './page.ts'
export { type Patience } from './retry.ts'
export { type Upload } from './upload.ts'
