/** Complete video and audio containers written by mediabunny from the sample video or silence. */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { OutputFormat } from 'mediabunny';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  LogLevel,
  Logging,
  OggOutputFormat,
  Output
} from 'mediabunny';

Logging.level = LogLevel.Silent;

const sampleVideo = await fs.readFile(path.join(import.meta.dirname, '../../../sample/clip.mp4'));

/** Selection of packets of the sample video (4 s, 1280 × 720, 24 frames per second, with audio). */
export interface Remux {
  readonly video?: boolean;
  readonly audio?: boolean;
  /** Degrees that the container turns the video. */
  readonly rotation?: 0 | 90;
  /** Seconds that every packet is late. */
  readonly late?: number;
}

/** Returns the sample video in another container. */
export async function remux(format: OutputFormat, how: Remux = {}): Promise<Buffer> {
  const { video = true, audio = true, rotation = 0, late = 0 } = how;
  const input = new Input({ source: new BufferSource(new Uint8Array(sampleVideo)), formats: ALL_FORMATS });
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const tracks = [
    ...(video ? [await input.getPrimaryVideoTrack()] : []),
    ...(audio ? [await input.getPrimaryAudioTrack()] : [])
  ];
  const adds: (() => Promise<void>)[] = [];
  for (const track of tracks) {
    if (track?.isVideoTrack()) {
      const source = new EncodedVideoPacketSource((await track.getCodec()) ?? 'avc');
      const decoderConfig = await track.getDecoderConfig();
      output.addVideoTrack(source, { rotation });
      adds.push(async () => {
        for await (const packet of new EncodedPacketSink(track).packets()) {
          await source.add(
            packet.clone({ timestamp: packet.timestamp + late }),
            decoderConfig ? { decoderConfig } : {}
          );
        }
        source.close();
      });
    } else if (track?.isAudioTrack()) {
      const source = new EncodedAudioPacketSource((await track.getCodec()) ?? 'aac');
      const decoderConfig = await track.getDecoderConfig();
      output.addAudioTrack(source);
      adds.push(async () => {
        for await (const packet of new EncodedPacketSink(track).packets()) {
          const timestamp = Math.max(0, packet.timestamp) + late;
          await source.add(packet.clone({ timestamp }), decoderConfig ? { decoderConfig } : {});
        }
        source.close();
      });
    }
  }
  await output.start();
  await Promise.all(adds.map(add => add()));
  await output.finalize();
  input.dispose();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** Returns Opus silence in packets of 20 ms, the first at `from` seconds. */
export async function opusSilence(packets: number, from = 0): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  const description = Buffer.alloc(19);
  description.write('OpusHead\x01\x02', 'latin1');
  description.writeUInt32LE(48_000, 12);
  const decoderConfig = {
    codec: 'opus',
    numberOfChannels: 2,
    sampleRate: 48_000,
    description: new Uint8Array(description)
  };
  for (let i = 0; i < packets; i++) {
    const packet = new EncodedPacket(new Uint8Array([0xfc, 0xff, 0xfe]), 'key', from + i * 0.02, 0.02);
    await source.add(packet, { decoderConfig });
  }
  source.close();
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
