/** Limits on how many items of a list (Kling's subjects) are defined by images and how many by a video. */
import type { Param } from '../../../src/shared/model.ts';
import type { FindFile, Problem } from '../types.ts';
import { isRecord } from './values.ts';

export function checkSubjects(
  params: Readonly<Record<string, Param>>,
  input: Readonly<Record<string, unknown>>,
  find: FindFile
): Problem[] {
  return Object.entries(params).flatMap(([name, { limits = {} }]): Problem[] => {
    const list = input[name];
    const { maxImageSubjects = 99, maxVideoSubjects = 99, maxImageSubjectsWithVideoSubjects = 99 } = limits;
    if (!Array.isArray(list)) return [];
    const kinds = list.filter(isRecord).map(subject => {
      const files = Object.values(subject).filter(Array.isArray).flat().map(String);
      return files.map(file => find(file)?.kind).find(kind => kind === 'image' || kind === 'video');
    });
    const videos = kinds.filter(kind => kind === 'video').length;
    const images = kinds.filter(kind => kind === 'image').length;
    const most =
      videos > 0 ? Math.min(Number(maxImageSubjects), Number(maxImageSubjectsWithVideoSubjects)) : maxImageSubjects;
    return videos > Number(maxVideoSubjects) || images > Number(most)
      ? [{ path: `input.${name}`, message: `Too many subjects: ${videos} videos, ${images} images` }]
      : [];
  });
}
