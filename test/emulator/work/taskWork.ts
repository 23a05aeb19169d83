/** Does the work of a createTask task: the result files and the JSON text with their URLs. */
import { videoFile, inputFiles, audioFile, promptOf } from './job.ts';
import type { Job } from './job.ts';
import { musicResult } from './musicResults.ts';
import { cutOut, decode, drawText, enlarge, sizeFor, tint } from './images.ts';
import type { ImageFormat, Pixels } from './images.ts';
import { resultCount } from '../price.ts';
import type { StoredFile } from '../types.ts';
import { isRecord, textOf } from '../check/values.ts';

/** Creates and stores the results of a task and returns the object for `resultJson`. */
export async function doWork(job: Job): Promise<object> {
  const { entry, task } = job;
  const shape = isRecord(entry.result) ? entry.result['shape'] : entry.result;
  if (shape === 'resultObject') return { resultObject: await resultObject(job) };
  if (shape === 'fields') return musicResult(job);
  if (typeof shape === 'string' && shape.includes('character_id'))
    return { character_id: `char_${task.taskId.slice(0, 12)}` };
  if (entry.output === 'video') return videoResult(job);
  if (entry.output === 'audio') return { resultUrls: [await job.save('sound.mp3', audioFile(promptOf(job.input)))] };
  if (entry.priceBy?.imagesUnknown === true) return layers(job);
  return { resultUrls: await makeImages(job, countOf(job)) };
}

/** A base image and one layer, which is a PNG of the size of its box, as recorded in August 2026. */
async function layers(job: Job): Promise<object> {
  const [base = ''] = await makeImages(job, 1);
  const { width = 0, height = 0, mime } = job.find(base) ?? {};
  const box = [width / 4, height / 4, width, height].map(Math.floor);
  const [left = 0, top = 0] = box;
  const prompt = `${promptOf(job.input) || job.entry.name} #2`;
  const layer = await job.saveImage('image-2', drawText(prompt, width - left, height - top));
  const resultUrls = [base, layer];
  if (!hasLayersData(job.entry)) return { resultUrls };
  const normalized = box.map((edge, index) => Math.min(999, Math.floor((edge * 1000) / (index % 2 ? height : width))));
  const layersData = [
    { z_index: 0, size: `${width}x${height}`, output_format: mime?.replace('image/', ''), url: base },
    {
      z_index: 1,
      size: `${width - left}x${height - top}`,
      output_format: 'png',
      bounding_box: { absolute: box, normalized },
      name: 'Subject',
      description: 'The subject in front',
      url: layer
    }
  ];
  return { resultObject: { layers_data: layersData }, resultUrls };
}

const hasLayersData = ({ result }: Job['entry']): boolean =>
  isRecord(result) && isRecord(result['fields']) && 'layers_data' in result['fields'];

/** Grok draws several images in one run: the index of its follow-up runs from 0 to 5. */
function countOf({ entry, input }: Job): number {
  return entry.id === 'grok-imagine/text-to-image' ? 6 : resultCount(entry, input);
}

/** Draws, tints, enlarges or removes the background, depending on the entry. */
export async function makeImages(job: Job, count: number): Promise<string[]> {
  const { entry, input } = job;
  const source = sourceImage(job);
  const asked = textOf(
    input['output_format'] ??
      input['outputFormat'] ??
      (entry.params['output_format'] ?? entry.params['outputFormat'])?.default
  );
  const format: ImageFormat = /jpe?g/i.test(asked) ? 'jpeg' : 'png';
  if (entry.task === 'upscale-image' && source) {
    const factor = Number(input['upscale_factor'] ?? entry.params['upscale_factor']?.default ?? 2) || 2;
    const kept = source.mime === 'image/jpeg' ? 'jpeg' : 'png';
    return [await job.saveImage('image-1', enlarge(decode(source), factor), kept)];
  }
  if (entry.task === 'remove-background' && source) {
    return [await job.saveImage('image-1', cutOut(decode(source)))];
  }
  const resultUrls: string[] = [];
  for (let index = 0; index < count; index++) {
    resultUrls.push(await job.saveImage(`image-${index + 1}`, drawOne(job, source, index), format));
  }
  return resultUrls;
}

function sourceImage(job: Job): StoredFile | undefined {
  return inputFiles(job, 'image')[0];
}

function drawOne({ entry, input }: Job, source: StoredFile | undefined, index: number): Pixels {
  const prompt = promptOf(input) || entry.name;
  const text = index === 0 ? prompt : `${prompt} #${index + 1}`;
  if (source) return tint(decode(source), text);
  const ratio =
    input['aspect_ratio'] ??
    input['aspectRatio'] ??
    input['image_size'] ??
    input['size'] ??
    (entry.params['aspect_ratio'] ?? entry.params['aspectRatio'])?.default;
  const { width, height } = sizeFor(typeof ratio === 'string' ? ratio : undefined);
  return drawText(text, width, height);
}

async function videoResult(job: Job): Promise<object> {
  const { entry, input } = job;
  const prompt = `${entry.id} ${promptOf(input)}`;
  const resultUrls = [await job.save('clip.mp4', videoFile(prompt))];
  if (input['return_last_frame'] === true) {
    const frame = async (name: string): Promise<string[]> => {
      return [await job.saveImage(name, drawText(`${name} ${promptOf(input)}`, 320, 180))];
    };
    return { resultUrls, firstFrameUrl: await frame('first-frame'), lastFrameUrl: await frame('last-frame') };
  }
  if (typeof entry.result === 'string' && entry.result.includes('WaterMark') && input['remove_watermark'] === false) {
    return { resultUrls, resultWaterMarkUrls: [await job.save('clip-marked.mp4', videoFile(`marked ${prompt}`))] };
  }
  return { resultUrls };
}

/** Returns an object with the documented fields of the entry, or a transcript for text models. */
async function resultObject(job: Job): Promise<object> {
  const { entry } = job;
  const fields = isRecord(entry.result) && isRecord(entry.result['fields']) ? entry.result['fields'] : {};
  const source = sourceImage(job);
  const mask = async (name: string): Promise<string> => {
    return job.saveImage(name, drawText(name, source?.width ?? 256, source?.height ?? 256));
  };
  if ('segments' in fields) {
    const segments = [];
    for (const [index, name] of ['sky', 'ground'].entries()) segments.push({ maskUrl: await mask(name), name, index });
    return { segments_count: segments.length, segments };
  }
  if ('mask_urls' in fields) return { mask_urls: [await mask('mask')] };
  if ('subject_status' in fields) return { subject_status: 1 };
  return { text: `This is what was heard, in ${entry.name}.`, language_code: 'en' };
}
