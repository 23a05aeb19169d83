import { acceptedTypes } from '../../../../src/shared/catalog/mediaParams.ts';
import { extensionsOfType } from '../../../../src/shared/catalog/mediaTypes.ts';
import { formatList } from '../../../../src/shared/format/listFormat.ts';
import type { MediaType } from '../mediaTypes.ts';
import { kindLabel } from './words.ts';

/** The types that a field accepts, by their common names; the kind of file where the documentation has no types. */
export const acceptedText = ({ kind, param }: MediaType): string =>
  acceptedTypes(param).length === 0 ? kindLabel(kind) : typeNames(acceptedTypes(param));

export const typeNames = (accept: readonly string[]): string => formatList([...new Set(accept.map(typeName))]);

/** The common name of a MIME type: "MP3" for audio/mpeg. */
const typeName = (mime: string): string =>
  (extensionsOfType(mime)[0] ?? mime.replace(/^\w+\//, '')).toUpperCase().replace('JPG', 'JPEG');
