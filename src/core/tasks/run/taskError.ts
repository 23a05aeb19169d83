import * as l10n from '@vscode/l10n';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import { NOT_READY } from '../../../shared/task.ts';
import type { TaskError } from '../../../shared/task.ts';
import { diskCode } from '../../files/saving.ts';
import { nextStepText } from '../../http/callKind.ts';
import { FileError, KieError, UnreachableError } from '../../http/errors/errors.ts';
import { serverText } from '../../http/redact.ts';

/** Converts an error of saving for the ledger, with a specific message for disk errors. */
export function toSaveError(error: unknown): TaskError {
  const code = diskCode(error);
  if (code === undefined)
    return isTransientError(error) ? { ...toTaskError(error), transient: true } : toTaskError(error);
  return { code, message: diskSentence(code), remedy: 'choose-folder' };
}

/** Whether an error of the network or the server is transient. */
export const isTransientError = (error: unknown): error is KieError =>
  error instanceof KieError && error.transient && diskCode(error) === undefined;

/** Converts any other error for the ledger. */
export function toTaskError(error: unknown): TaskError {
  if (error instanceof KieError) {
    // The file is an input here, so another folder would not help.
    const remedy = error instanceof FileError && error.remedy === 'choose-folder' ? 'fix-input' : error.remedy;
    return { message: error.message, remedy, ...(error.code === undefined ? {} : { code: error.code }) };
  }
  return { message: messageOf(error), remedy: 'retry' };
}

/** Converts the error of a task that is retried automatically at `retryAt` (milliseconds since 1970). */
export function toRetriedError(error: KieError, retryAt: number): TaskError {
  const { message, ...rest } = toTaskError(error);
  return { ...rest, message: retriedMessage(error) ?? message, retryAt };
}

/** The user has nothing to do, so the message states no remedy. */
function retriedMessage(error: KieError): string | undefined {
  // 550 is a MaintenanceError too: the queue is full.
  if (error.code === '455') return l10n.t('KIE is under maintenance. Retrying automatically…');
  return error instanceof UnreachableError ? l10n.t('KIE is unreachable. Retrying automatically…') : undefined;
}

/** Creates the error of a task that failed at KIE. */
export function failureError(failCode?: string, reason?: string): TaskError {
  const message = serverText(reason ?? '') || l10n.t('no reason given');
  const code = failCode === undefined ? undefined : serverText(failCode);
  return {
    ...(code === undefined ? {} : { code }),
    message: code === undefined ? l10n.t('KIE failed: {0}', message) : l10n.t('KIE failed: {0} ({1})', message, code),
    remedy: 'fix-input'
  };
}

function diskSentence(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t(
        'Could not save the result: the disk is full. Free up space or choose another folder, then download again.'
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t(
        'Could not save the result: the folder is not writable. Choose another folder, then download again.'
      );
    case 'ENAMETOOLONG':
      return l10n.t('Could not save the result: its path is too long. Choose another folder, then download again.');
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t(
        'Could not save the result: the folder does not exist. Choose another folder, then download again.'
      );
    default:
      return l10n.t('Could not save the result ({0}). Choose another folder, then download again.', code);
  }
}

/** Creates the error of a result that is not ready yet. `isRetried`: it is requested again automatically. */
export const notReadyError = (isRetried: boolean): TaskError => ({
  code: NOT_READY,
  message: isRetried
    ? l10n.t('KIE is still working on this. Retrying automatically…')
    : l10n.t('KIE was still working on this at the last request. Resume to request it again.'),
  remedy: 'wait'
});

/** Creates the error of an `unknown` task for which KIE returned an error and charged nothing. */
export const likelyNotAcceptedError = ({ code, reason }: KieError): TaskError => ({
  ...(code === undefined ? {} : { code }),
  message: joinSentences([
    l10n.t(
      'KIE returned an error (code {0}) and the balance did not change: the task was most likely not accepted. Check the input, then run it again.',
      code ?? ''
    ),
    ...(reason === undefined ? [] : [l10n.t('Message from KIE: {0}', reason)])
  ]),
  remedy: 'retry'
});

/**
 * Creates the error of a task whose submission has an unknown outcome.
 * @param hasRecord - KIE reports the status of such tasks, so its ID can be entered
 */
export const unknownError = (hasRecord: boolean, why?: string): TaskError => ({
  message: joinSentences([
    hasRecord
      ? l10n.t(
          "KIE may have accepted and charged this task, so it won't be resent automatically. If it's in kie.ai/logs, enter its ID here; otherwise run it again."
        )
      : l10n.t(
          "KIE may have accepted and charged this task, so it won't be resent automatically. If it isn't in kie.ai/logs, run it again."
        ),
    // The reason of a lost response ends with the same advice.
    ...(why === undefined ? [] : [why.replace(nextStepText('perhaps'), '').replace(/ {2,}/g, ' ').trim()])
  ]),
  remedy: 'check-logs'
});
