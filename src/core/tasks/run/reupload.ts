import { KieError } from '../../http/errors.ts';
import type { UploadedMedia } from './prepare.ts';
import type { TaskContext } from './taskContext.ts';
import { refusedMedia } from './unreadableMedia.ts';

/**
 * Whether KIE refused a task because it cannot read what was uploaded, so that its files are to be uploaded again: only
 * where one of them came from an earlier upload, so once for a task. Addresses that KIE cannot read are not used again.
 */
export function shouldReupload(ctx: TaskContext, uploaded: UploadedMedia, error: unknown): error is KieError {
  const { addresses, reused, stamps } = uploaded;
  if (!(error instanceof KieError) || error.accepted !== 'no' || !refusedMedia(error.code, error.message)) return false;
  ctx.ledger.uploads.drop([...addresses.values()]);
  if (reused.size === 0) return false;
  for (const value of reused) {
    addresses.delete(value);
    stamps.delete(value);
  }
  reused.clear();
  return true;
}
