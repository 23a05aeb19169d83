/** A text of the manifest, kept in package.nls.json under its key so that it can be translated. */
export class ManifestText {
  readonly key: string;
  readonly text: string;

  constructor(key: string, text: string) {
    this.key = key;
    this.text = text;
  }
}

export const text = (key: string, english: string): ManifestText => new ManifestText(key, english);
