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

/** Sets the volume, the rate, and the position where the file was left. */
export function continuePlayback(media: HTMLMediaElement, left: Playback): void {
  media.volume = left.volume;
  media.muted = left.isMuted;
  continueAt(media, left);
}

/** Sets what a new address resets. It keeps the volume, which the user may change while it loads. */
function continueAt(media: HTMLMediaElement, { rate, at }: Playback): void {
  media.defaultPlaybackRate = rate;
  media.playbackRate = rate;
  if (at > 0 && at < media.duration) media.currentTime = at;
}

/** Whether others can hear it. */
export const isHeard = ({ paused, muted, volume }: HTMLMediaElement): boolean => !paused && !muted && volume > 0;

/** Continues, once the new address is loaded, where the player was before. */
export function goOn(media: HTMLMediaElement, left: Playback | undefined, wasPlaying: boolean): void {
  media.addEventListener(
    'loadedmetadata',
    () => {
      if (left !== undefined) continueAt(media, left);
      if (wasPlaying) void media.play();
    },
    { once: true }
  );
}
