/** The type under which a line of a list travels while it is moved. */
export const MOVED = 'application/x-kie-line';
