import { KieError } from '../../../http/errors/errors.ts';
import type { UploadedMedia } from './prepare.ts';
import type { TaskContext } from '../taskContext.ts';
import { isMediaRejection } from './unreadableMedia.ts';

/**
 * Whether to upload the files of a task again, because KIE rejected it for unreadable media. Only if one of them came
 * from an earlier upload, so at most once per task. Forgets the URLs that KIE cannot read.
 */
export function shouldReupload(ctx: TaskContext, uploaded: UploadedMedia, error: unknown): error is KieError {
  const { addresses, reused, stamps } = uploaded;
  if (!(error instanceof KieError) || error.accepted !== 'no' || !isMediaRejection(error.code, error.message))
    return false;
  ctx.ledger.uploads.drop([...addresses.values()]);
  if (reused.size === 0) return false;
  for (const value of reused) {
    addresses.delete(value);
    stamps.delete(value);
  }
  reused.clear();
  return true;
}
