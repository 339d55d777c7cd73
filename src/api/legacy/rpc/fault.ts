import type { AppError, ErrorCode } from '../../../base/errors.ts'

/** The vendor's exceptions; clients look for these names and sentences. */
const EXCEPTIONS: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'InvalidSessionException',
  'locked-out': 'AuthenticationFailedException',
  'no-access': 'NotPermittedException',
  forbidden: 'NotPermittedException',
  xsrf: 'NotPermittedException',
  'read-only': 'NotPermittedException',
  'version-conflict': 'VersionMismatchException',
  'duplicate-title': 'AlreadyExistsException',
  'duplicate-key': 'AlreadyExistsException',
  'duplicate-file': 'AlreadyExistsException',
}

/** A refusal in the vendor's words: the name of an exception and a sentence. */
export function exceptionOf(error: AppError): string {
  const name = error.details.loginOf === undefined ? EXCEPTIONS[error.code] : 'AuthenticationFailedException'
  return `com.atlassian.confluence.rpc.${name ?? 'RemoteException'}: ${sentenceOf(error)}`
}

function sentenceOf(error: AppError): string {
  const { loginOf } = error.details
  if (typeof loginOf === 'string' && error.code !== 'locked-out') {
    return `Attempt to log in user '${loginOf}' failed - incorrect username/password combination.`
  }
  if (error.code === 'version-conflict') {
    return `You're trying to edit an outdated version of that page. ${error.message}`
  }
  return error.message
}
