import * as l10n from '@vscode/l10n';
import { messageOf } from '../../../shared/messageOf.ts';
import { NOT_READY } from '../../../shared/task.ts';
import type { TaskError } from '../../../shared/task.ts';
import { diskCode } from '../../files/saving.ts';
import { FileError, KieError } from '../../http/errors.ts';
import { serverText } from '../../http/redact.ts';

/** A failure of saving, in the form that the ledger keeps: what the disk refused is told as such. */
export function toSaveError(error: unknown): TaskError {
  const code = diskCode(error);
  if (code === undefined) return isPassing(error) ? { ...toTaskError(error), transient: true } : toTaskError(error);
  return { code, message: diskSentence(code), remedy: 'choose-folder' };
}

/** Trouble of the network or of the other side, that time may heal. */
export const isPassing = (error: unknown): error is KieError =>
  error instanceof KieError && error.transient && diskCode(error) === undefined;

/** Any other failure, in the form that the ledger keeps. */
export function toTaskError(error: unknown): TaskError {
  if (error instanceof KieError) {
    // Here the file is an input: another folder would not help.
    const remedy = error instanceof FileError && error.remedy === 'choose-folder' ? 'fix-input' : error.remedy;
    return { message: error.message, remedy, ...(error.code === undefined ? {} : { code: error.code }) };
  }
  return { message: messageOf(error), remedy: 'retry' };
}

/** The reason that KIE gave for a task that failed. */
export function failureError(saidCode?: string, reason?: string): TaskError {
  const message = serverText(reason ?? '') || l10n.t('KIE gave no reason.');
  const code = saidCode === undefined ? undefined : serverText(saidCode);
  return {
    ...(code === undefined ? {} : { code }),
    message:
      code === undefined
        ? l10n.t('KIE could not make this: {0}', message)
        : l10n.t('KIE could not make this: {0} (code {1})', message, code),
    remedy: 'fix-input'
  };
}

function diskSentence(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t(
        'The result could not be saved: the disk is full. Make room or choose another folder, then collect it again.'
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t(
        'The result could not be saved: the folder may not be written to. Choose another folder, then collect it again.'
      );
    case 'ENAMETOOLONG':
      return l10n.t(
        'The result could not be saved: its path is too long. Choose another folder, then collect it again.'
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t(
        'The result could not be saved: the folder does not exist. Choose another folder, then collect it again.'
      );
    default:
      return l10n.t('The result could not be saved ({0}). Choose another folder, then collect it again.', code);
  }
}

/** Nothing is wrong: the service asks for patience. `again`: it is asked again by itself. */
export const notReadyError = (again: boolean): TaskError => ({
  code: NOT_READY,
  message: again
    ? l10n.t('KIE is still making this. It is asked again in a while.')
    : l10n.t('KIE was still making this when it was last asked. Resume to ask again.'),
  remedy: 'wait'
});

/** The explanation of an `unknown` task that KIE answered with an error and took no credits for. */
export const likelyNotAcceptedError = ({ code, reason }: KieError): TaskError => ({
  ...(code === undefined ? {} : { code }),
  message: [
    l10n.t(
      'KIE answered with an error (code {0}) and the balance did not change: this request was most likely not accepted. Check the input, then run it again.',
      code ?? ''
    ),
    ...(reason === undefined ? [] : [l10n.t('Message from KIE: {0}', reason)])
  ].join(' '),
  remedy: 'retry'
});

/** `recorded`: KIE can be asked about the task, so its id is worth entering. */
export const unknownError = (recorded: boolean, why?: string): TaskError => ({
  message: [
    recorded
      ? l10n.t(
          'It is not known whether KIE accepted this request. It is not sent again by itself, because that might cost twice. Look into the logs at kie.ai: when the task is there, enter its id here; else run it again.'
        )
      : l10n.t(
          'It is not known whether KIE accepted this request. It is not sent again by itself, because that might cost twice. Look into the logs at kie.ai: when it is not there, run it again.'
        ),
    ...(why === undefined ? [] : [why])
  ].join(' '),
  remedy: 'check-logs'
});
