/** How the user plays files. */
export interface Playback {
  /** From 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly rate: number;
  /** Position in the file, in seconds. */
  readonly at: number;
}

/** A position this close to the end, in seconds, is the end: the file plays from the start next time. */
const END_SECONDS = 0.5;

/** Returns the current volume, rate and position. */
export const playbackOf = ({ volume, muted, playbackRate, currentTime, duration }: HTMLMediaElement): Playback => ({
  volume,
  isMuted: muted,
  rate: playbackRate,
  at: duration - currentTime < END_SECONDS ? 0 : currentTime
});

/** Restores the previous volume, rate and position. */
export function restorePlayback(media: HTMLMediaElement, previous: Playback): void {
  media.volume = previous.volume;
  media.muted = previous.isMuted;
  restoreRateAndPosition(media, previous);
}

/** Restores what a new source resets. It keeps the volume, which the user may change while it loads. */
function restoreRateAndPosition(media: HTMLMediaElement, { rate, at }: Playback): void {
  media.defaultPlaybackRate = rate;
  media.playbackRate = rate;
  if (at > 0 && at < media.duration) media.currentTime = at;
}

/** Whether others can hear it. */
export const isHeard = ({ paused, muted, volume }: HTMLMediaElement): boolean => !paused && !muted && volume > 0;

/** Restores the previous rate and position, and continues playing, once the new source is loaded. */
export function restoreOnLoad(media: HTMLMediaElement, previous: Playback | undefined, wasPlaying: boolean): void {
  media.addEventListener(
    'loadedmetadata',
    () => {
      if (previous !== undefined) restoreRateAndPosition(media, previous);
      if (wasPlaying) void media.play();
    },
    { once: true }
  );
}
