import type { Draft, FieldMode, ModeOption } from '../../../src/shared/form.ts';

/** Which way of filling in the person chose where fields exclude each other, and what they entered the other way. */
export class Modes {
  private readonly chosen = new Map<string, number>();
  private readonly aside = new Map<string, unknown>();

  /** The option that shows: the one with values, else the person's, else the first. */
  shown(mode: FieldMode): number {
    const own = this.chosen.get(mode.id);
    const index = own ?? mode.chosen ?? 0;
    return index < mode.options.length ? index : 0;
  }

  /**
   * Changes the way. Values of the former one leave the draft and are kept; those entered this way before come back.
   */
  choose(mode: FieldMode, index: number, draft: Draft): Draft {
    const wanted: readonly string[] = mode.options[index]?.params ?? [];
    const next: Record<string, unknown> = { ...draft };
    for (const name of mode.options.flatMap((option: ModeOption) => option.params)) {
      if (wanted.includes(name)) {
        if (next[name] === undefined && this.aside.has(name)) next[name] = this.aside.get(name);
        this.aside.delete(name);
      } else if (next[name] !== undefined) {
        this.aside.set(name, next[name]);
        Reflect.deleteProperty(next, name);
      }
    }
    this.chosen.set(mode.id, index);
    return next;
  }

  /** Whether the field belongs to a way that is not shown. */
  hides(modes: readonly FieldMode[], name: string): boolean {
    return modes.some(
      mode =>
        mode.options.some(option => option.params.includes(name)) &&
        mode.options[this.shown(mode)]?.params.includes(name) !== true
    );
  }

  /** Whether the choice leads to a field: not when other choices hide all that it is about. */
  offers(modes: readonly FieldMode[], mode: FieldMode): boolean {
    const others = modes.filter(other => other !== mode);
    return mode.options.some(({ params }) => params.some(name => !this.hides(others, name)));
  }

  /** The draft came from elsewhere: what it holds says the way. */
  follow(): void {
    this.chosen.clear();
  }

  forget(): void {
    this.chosen.clear();
    this.aside.clear();
  }
}
