/**
 * Decodes AAC-LC. Built as a file of its own, dist/webview/aac.js, because AAC.js has another license (LGPL 3.0 or
 * later): the file can be replaced.
 */
import Decoder from 'aac';
import { Bitstream } from './aurora.ts';

export interface AacStream {
  /** Decodes one packet. Returns the samples of all channels, interleaved, 1024 for each channel. */
  decode(packet: Uint8Array): Float32Array;
}

/**
 * Starts to decode a track. `config`: its AudioSpecificConfig.
 * @throws when the profile is not supported
 */
export function decodeAac(config: Uint8Array): AacStream {
  const decoder = new Decoder();
  decoder.format = {};
  decoder.init();
  decoder.setCookie(config);
  return {
    decode: packet => {
      decoder.bitstream = new Bitstream(packet);
      return decoder.readChunk();
    }
  };
}
