import { purgeAuditRecords } from '../../domain/audit/log.ts'
import type { Context } from '../../domain/context.ts'

/** Remove audit records that are older than the site keeps them. */
export async function purgeAudit(ctx: Context): Promise<void> {
  await purgeAuditRecords(ctx)
}
