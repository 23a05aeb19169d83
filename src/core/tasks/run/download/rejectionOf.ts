import * as l10n from '@vscode/l10n';
import { UNVERIFIED } from '../../../../shared/task.ts';
import { KieError } from '../../../http/errors/errors.ts';
import { kindName } from '../../../models/values/kindName.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import type { Verified } from './verifyResult.ts';

/** Returns the error for content that does not count as the result. `isKept`: the user can save it anyway. */
export function rejectionOf({ kind }: StoredResult, { verdict, found }: Verified, isKept: boolean): KieError {
  const options = { remedy: 'retry', accepted: 'no' } as const;
  switch (verdict) {
    case 'empty':
      return new KieError(l10n.t('The result is empty. Try the download again later.'), options);
    case 'short':
    case 'truncated':
      if (!isKept) {
        return new KieError(l10n.t('The result was truncated several times. Try the download again later.'), options);
      }
      return new KieError(
        l10n.t('The result was truncated several times. Save it anyway, or try the download again later.'),
        { ...options, code: UNVERIFIED }
      );
    case 'unmeasured':
      if (!isKept) {
        return new KieError(
          l10n.t('It is uncertain whether the result is complete. Try the download again later.'),
          options
        );
      }
      return new KieError(
        l10n.t('It is uncertain whether the result is complete. Save it anyway, or try the download again later.'),
        { ...options, code: UNVERIFIED }
      );
    case 'unexpected':
      if (!isKept) return wrongKind(kind, found.mime);
      return new KieError(
        l10n.t(
          'Expected {0} but received {1}. Save it anyway, or try the download again later.',
          kindName(kind),
          found.mime
        ),
        { ...options, code: UNVERIFIED }
      );
    case 'page':
    case 'complete':
      return wrongKind(kind, found.mime);
  }
}

const wrongKind = (kind: StoredResult['kind'], mime: string): KieError =>
  new KieError(l10n.t('Expected {0} but received {1}. Try the download again later.', kindName(kind), mime), {
    remedy: 'retry',
    accepted: 'no'
  });
