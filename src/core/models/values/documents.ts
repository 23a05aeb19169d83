import * as l10n from '@vscode/l10n';
import type { Param } from '../../../shared/model.ts';
import { formatValues } from './sentences.ts';
import { tooLarge } from './mediaLimits.ts';
import type { Facts } from './mediaLimits.ts';

const MB = 1_000_000;

/** The extensions of documents that a parameter takes, without a dot; undefined when it takes no documents. */
export function documentTypes(param: Param): readonly string[] | undefined {
  const extensions = param.limits?.['extensions'];
  if (param.media !== undefined || !Array.isArray(extensions)) return undefined;
  return extensions.map(extension => String(extension).replace(/^\./, '').toLowerCase());
}

/** The first problem of a local document, a sentence. */
export function documentProblem(param: Param, value: string, label: string, facts: Facts): string | undefined {
  const types = documentTypes(param) ?? [];
  const name = value.slice(value.lastIndexOf('/') + 1);
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  if (!types.includes(extension)) return l10n.t('{0} must be a document ({1}).', label, formatValues(types));
  // Documents are not media, so only a missing or empty file is a problem.
  const known = facts(value);
  if (known?.problem !== undefined && (known.bytes ?? 0) === 0)
    return l10n.t("{0} can't be read: {1}", label, known.problem);
  const bytes = known?.bytes ?? 0;
  if (param.maxSizeMB === undefined || bytes <= param.maxSizeMB * MB) return undefined;
  return tooLarge(label, param.maxSizeMB, bytes);
}
