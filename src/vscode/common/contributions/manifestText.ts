/** A text of the manifest. Stored in package.nls.json under its key for translation. */
export class ManifestText {
  readonly key: string;
  readonly text: string;

  constructor(key: string, text: string) {
    this.key = key;
    this.text = text;
  }
}

export const text = (key: string, english: string): ManifestText => new ManifestText(key, english);
