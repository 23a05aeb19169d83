import * as vscode from 'vscode';
import { mediumDateText, timeText } from '../../../shared/format/dateText.ts';

/** Returns how long something has been going on, such as "8 min"; after a day, the time of day of its start. */
export function ageText(from: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - from) / 1000));
  if (seconds < 60) return vscode.l10n.t('{0} s', seconds);
  if (seconds < 3600) return vscode.l10n.t('{0} min', Math.floor(seconds / 60));
  if (seconds < 86_400) return vscode.l10n.t('{0} h', Math.floor(seconds / 3600));
  return timeText(from);
}

/** Returns how long ago something ended, such as "8 min ago"; after a day, the time of day. */
export function agoText(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return vscode.l10n.t('just now');
  if (seconds < 3600) return vscode.l10n.t('{0} min ago', Math.floor(seconds / 60));
  if (seconds < 86_400) return vscode.l10n.t('{0} h ago', Math.floor(seconds / 3600));
  return ageText(at, now);
}

/** Returns "Today", "Yesterday", or the date. */
export function dayText(at: number, now: number): string {
  const day = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  // Starts from noon of the previous day, so that daylight saving time has no effect.
  const yesterday = day(day(now) - 12 * 3_600_000);
  if (day(at) === day(now)) return vscode.l10n.t('Today');
  if (day(at) === yesterday) return vscode.l10n.t('Yesterday');
  return mediumDateText(at);
}
