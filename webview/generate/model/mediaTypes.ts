import type { MediaKind, Param } from '../../../src/shared/model.ts';

/** The drag data type of a list item that is being moved. */
export const MOVED = 'application/x-kie-line';

/** The kind of file that a parameter takes, with the parameter. */
export interface MediaType {
  readonly kind: MediaKind;
  readonly param: Param;
}
