/** The drag data type of a list item that is being moved. */
export const MOVED = 'application/x-kie-line';
