/** The decoder of AAC.js, which is in thirdParty/aac. */
declare module 'aac' {
  interface AacDecoder {
    format: object;
    bitstream: unknown;
    init(): void;
    /** Takes the AudioSpecificConfig of the track. Throws when the profile is not supported. */
    setCookie(config: Uint8Array): void;
    /** Decodes one packet. Returns the samples of all channels, interleaved. */
    readChunk(): Float32Array;
  }
  const decoder: new () => AacDecoder;
  export = decoder;
}
