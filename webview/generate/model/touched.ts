import { isWithin } from './draftPath.ts';

/** Which fields a person has been to: problems show only there, until a run was asked for. */
export class Touched {
  /** A run was asked for: now missing values are worth a word. */
  attempted = false;
  private readonly paths = new Set<string>();

  /** False when it was touched before. */
  add(path: string): boolean {
    if (this.paths.has(path)) return false;
    this.paths.add(path);
    return true;
  }

  /** Whether problems at this path are to be shown: it, or something inside of it, was touched. */
  has(path: string): boolean {
    if (this.attempted) return true;
    for (const touched of this.paths) if (isWithin(touched, path)) return true;
    return path === '' && this.paths.size > 0;
  }

  forget(): void {
    this.paths.clear();
    this.attempted = false;
  }
}
