import type { InputVideoTrack } from 'mediabunny';
import { FilePathSource, Input, MATROSKA, MP3, MP4, OGG, QTFF, WAVE, WEBM } from 'mediabunny';
import type { MediaFacts } from '../../shared/form.ts';

/** Kind, type, seconds and, of a video, pixels as shown and frames a second; undefined when the file is no clip or sound. */
export async function clipFacts(file: string): Promise<MediaFacts | undefined> {
  const input = new Input({
    source: new FilePathSource(file),
    formats: [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG]
  });
  try {
    const format = await input.getFormat();
    const video = await input.getPrimaryVideoTrack();
    // A file that was cut off may still begin like a clip.
    if (!video && !(await input.getPrimaryAudioTrack())) return undefined;
    const seconds = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    return {
      kind: video ? 'video' : 'audio',
      mime: video ? format.mimeType : format.mimeType.replace(/^(video|application)\//, 'audio/'),
      ...(seconds > 0 ? { seconds } : {}),
      ...(video ? await frameFacts(video) : {})
    };
  } catch {
    // Thrown for unknown and for broken files alike: neither can be used.
    return undefined;
  } finally {
    input.dispose();
  }
}

async function frameFacts(video: InputVideoTrack): Promise<MediaFacts> {
  // A few packets are enough: cameras and encoders keep their rate.
  const { averagePacketRate } = await video.computePacketStats(60);
  return {
    width: await video.getDisplayWidth(),
    height: await video.getDisplayHeight(),
    ...(averagePacketRate > 0 ? { fps: Math.round(averagePacketRate * 1000) / 1000 } : {})
  };
}
