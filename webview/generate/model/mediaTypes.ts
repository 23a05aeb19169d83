import type { MediaKind } from '../../../src/shared/model.ts';

/** The drag data type of a list item that is being moved. */
export const MOVED = 'application/x-kie-line';

/** The kind of file that a field takes, and its MIME types. */
export interface MediaType {
  readonly kind: MediaKind;
  readonly accept: readonly string[];
}
