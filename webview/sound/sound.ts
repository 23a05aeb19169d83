/**
 * Makes copies of files whose sound is AAC, with sound that the browser can decode. Built as a file of its own,
 * dist/webview/sound.js, which the player loads when it needs it.
 */
import {
  ADTS,
  AudioSample,
  BlobSource,
  BufferTarget,
  Conversion,
  CustomAudioDecoder,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  registerDecoder
} from 'mediabunny';
import type { EncodedPacket } from 'mediabunny';
import type * as AacModule from './aac.ts';
import type { AacStream } from './aac.ts';

/** AAC-LC. Other profiles, such as HE-AAC, are not supported. */
const LOW_COMPLEXITY = 'mp4a.40.2';
/** Decoding pauses after this many packets, so that the page stays responsive. */
const PACKETS_PER_TURN = 40;
const OPUS_BITRATE = 128_000;

let aac: typeof AacModule | undefined;

class AacDecoder extends CustomAudioDecoder {
  #stream: AacStream | undefined;
  #packets = 0;

  static override supports(codec: string, { codec: profile }: AudioDecoderConfig): boolean {
    return codec === 'aac' && profile === LOW_COMPLEXITY;
  }

  async init(): Promise<void> {
    aac ??= (await import(new URL('./aac.js', import.meta.url).href)) as typeof AacModule;
    this.#stream = aac.decodeAac(this.#config());
  }

  async decode({ data, timestamp }: EncodedPacket): Promise<void> {
    const { numberOfChannels, sampleRate } = this.config;
    const samples = this.#stream?.decode(data) ?? new Float32Array();
    this.onSample(new AudioSample({ data: samples, format: 'f32', numberOfChannels, sampleRate, timestamp }));
    this.#packets += 1;
    if (this.#packets % PACKETS_PER_TURN === 0) await new Promise(resolve => setTimeout(resolve));
  }

  flush(): void {
    // Each packet is decoded at once.
  }

  close(): void {
    this.#stream = undefined;
  }

  /** The AudioSpecificConfig of the track; a bare AAC stream has none, so it is made of its properties. */
  #config(): Uint8Array {
    const { description, sampleRate, numberOfChannels } = this.config;
    if (ArrayBuffer.isView(description)) {
      return new Uint8Array(description.buffer, description.byteOffset, description.byteLength);
    }
    if (description !== undefined) return new Uint8Array(description);
    const rate = SAMPLE_RATES.indexOf(sampleRate);
    return Uint8Array.of((2 << 3) | (rate >> 1), ((rate & 1) << 7) | (numberOfChannels << 3));
  }
}

/** By their index in MPEG-4 (ISO/IEC 14496-3, table 1.18). */
const SAMPLE_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];

registerDecoder(AacDecoder);

/**
 * Returns a copy of a file with its sound as Opus and its video as it is; undefined when the browser can decode its
 * sound, or when it has none. Only compressed data is held in memory.
 * @throws when the sound cannot be decoded, or the signal aborts
 */
export async function copyWithOpus(file: Blob, signal: AbortSignal): Promise<Blob | undefined> {
  using input = new Input({ formats: [MP4, QTFF, ADTS], source: new BlobSource(file) });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) return undefined;
  // Only AAC is decoded here. The browser decodes MP3, Opus, FLAC and PCM, but not AC-3 or ALAC.
  if ((await track.getCodec()) !== 'aac' && (await track.canDecode())) return undefined;
  const channels = await track.getNumberOfChannels();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const conversion = await Conversion.init({
    input,
    output,
    // Surround sound is mixed down.
    audio: { codec: 'opus', bitrate: OPUS_BITRATE, numberOfChannels: Math.min(2, channels) },
    showWarnings: false
  });
  if (!conversion.isValid || conversion.discardedTracks.some(discarded => discarded.track === track)) {
    throw new Error('The sound cannot be decoded.');
  }
  const abort = (): void => void conversion.cancel();
  signal.addEventListener('abort', abort);
  try {
    await conversion.execute();
  } finally {
    signal.removeEventListener('abort', abort);
  }
  if (target.buffer === null) throw new Error('The copy is empty.');
  return new Blob([target.buffer], { type: 'video/mp4' });
}
