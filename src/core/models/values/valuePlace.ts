/** The position of a value in a draft. */
export interface ValuePlace {
  readonly path: string;
  /** The name of the value in messages. */
  readonly label: string;
}
