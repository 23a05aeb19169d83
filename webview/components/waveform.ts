import { LitElement, html, svg } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { icon } from './icons.ts';
import { peaksOf } from './peaks.ts';

const BARS = 18;
/** Samples per second, enough to see the loudness. */
const RATE = 8000;
/** Peaks by value: the same file may be in several forms. */
const known = new Map<string, readonly number[]>();

/** The waveform of an audio file as bars in a square, or an icon if it cannot be decoded. `read` returns the file. */
export class Waveform extends LitElement {
  static override properties: PropertyDeclarations = {
    value: {},
    read: { attribute: false },
    peaks: { state: true }
  };
  declare value: string;
  /** Resolves to undefined when the file cannot be drawn. */
  declare read: (value: string) => Promise<Uint8Array | undefined>;
  declare peaks: readonly number[] | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value')) return;
    this.peaks = known.get(this.value);
    if (this.peaks === undefined) void this.#draw(this.value);
  }

  async #draw(value: string): Promise<void> {
    try {
      const file = await this.read(value);
      if (file === undefined) return;
      const peaks = await audioPeaks(file, BARS);
      known.set(value, peaks);
      if (value === this.value) this.peaks = peaks;
    } catch {
      // No decoder, or unreadable: the icon stays, and the facts beside it show the problem.
      this.peaks = undefined;
    }
  }

  protected override render(): unknown {
    if (this.peaks === undefined) return icon('audio');
    const width = 40 / BARS;
    const bar = (peak: number, index: number): unknown => {
      const height = Math.max(1, peak * 32);
      return svg`<rect x=${index * width + 0.4} y=${20 - height / 2} width=${width - 0.8} height=${height} />`;
    };
    return html`<svg class="waveform" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      ${this.peaks.map(bar)}
    </svg>`;
  }
}

/** The peaks of an audio file. @throws when the browser has no decoder for it, such as AAC in VS Code */
async function audioPeaks(file: Uint8Array, parts: number): Promise<readonly number[]> {
  // A copy, because decoding detaches the buffer.
  const bytes = new Uint8Array(file).buffer;
  const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
  return peaksOf(decoded.getChannelData(0), parts);
}

customElements.define('kie-waveform', Waveform);
