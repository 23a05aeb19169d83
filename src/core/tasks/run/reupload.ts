import { KieError } from '../../http/errors.ts';
import type { Brought } from './prepare.ts';
import type { TaskContext } from './taskContext.ts';
import { refusedMedia } from './unreadableMedia.ts';

/**
 * Whether KIE refused because it cannot read what was uploaded, so that the files are to be uploaded anew: only where one
 * of them came from an earlier upload, so once for a task. What cannot be read is not used again in any case.
 */
export function afresh(ctx: TaskContext, { addresses, reused }: Brought, error: unknown): error is KieError {
  if (!(error instanceof KieError) || error.accepted !== 'no' || !refusedMedia(error.code, error.message)) return false;
  ctx.ledger.dropUploads([...addresses.values()]);
  if (reused.size === 0) return false;
  for (const value of reused) addresses.delete(value);
  reused.clear();
  return true;
}
