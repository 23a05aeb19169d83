// Upload and download of 1 GiB over loopback, compared with curl in the same run. Every measured process is new.
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import type { Measurement } from './rows.ts';
import { median } from './rows.ts';
import type { Addresses } from './transferServer.ts';
import type { Job, Outcome } from './transferWorker.ts';

const exec = promisify(execFile);
const size = 2 ** 30;
const rounds = 3;

export async function measureTransfers(): Promise<Measurement[]> {
  const dir = await makeScratch();
  const server = fork(path.join(import.meta.dirname, 'transferServer.ts'), { execArgv: [] });
  const [addresses] = (await once(server, 'message')) as [Addresses];
  try {
    const source = path.join(dir, 'source.mp4');
    // Sparse, because the disk is not measured. It starts like an MP4 file, so that the content check accepts it.
    await fs.writeFile(source, Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'));
    await fs.truncate(source, size);
    const target = path.join(dir, 'target');
    const { apiBaseUrl, uploadBaseUrl, key, blobUrl } = addresses;
    const upload: Job = { do: 'upload', file: source, apiBaseUrl, uploadBaseUrl, key };
    const download: Job = { do: 'download', file: target, url: blobUrl, apiBaseUrl, uploadBaseUrl, key };
    const fields = ['-F', `file=@${source};type=video/mp4`, '-F', 'uploadPath=bench', '-F', 'fileName=curl.mp4'];
    const curlUpload = ['-H', `Authorization: Bearer ${key}`, ...fields, `${uploadBaseUrl}/api/file-stream-upload`];
    return [
      ...(await compare('upload of 1 GiB', upload, ['-o', '/dev/null', ...curlUpload], target)),
      ...(await compare('download of 1 GiB', download, ['-o', target, blobUrl], target))
    ];
  } finally {
    const gone = once(server, 'exit'); // 'close' is not emitted after a disconnect from this side
    server.disconnect();
    await gone;
    await removeScratch(dir);
  }
}

async function compare(what: string, job: Job, curl: readonly string[], target: string): Promise<Measurement[]> {
  const ratios: number[] = [];
  const extra: number[] = [];
  // Alternates between the two, so that a slow minute of the machine affects both.
  for (let round = 0; round < rounds; round++) {
    await fs.rm(target, { force: true });
    const curlSeconds = await timeCurl(curl);
    await fs.rm(target, { force: true });
    const ours = await runJob(job);
    ratios.push(curlSeconds / ours.seconds);
    extra.push(ours.extraBytes / 2 ** 20);
  }
  const note = ratios.map(ratio => ratio.toFixed(2)).join(', ');
  return [
    { name: `${what}, speed beside curl's`, value: median(ratios), unit: '×', min: 0.7, note },
    { name: `${what}, peak memory above idle`, value: Math.max(...extra), unit: 'MB', max: 64 }
  ];
}

/** The duration reported by curl, in seconds. */
async function timeCurl(args: readonly string[]): Promise<number> {
  const flags = ['--silent', '--show-error', '--fail', '--noproxy', '*', '--write-out', '%{time_total}'];
  const { stdout } = await exec('curl', [...flags, ...args]);
  return Number(stdout);
}

async function runJob(job: Job): Promise<Outcome> {
  const worker = fork(path.join(import.meta.dirname, 'transferWorker.ts'), { execArgv: [] });
  const closed = once(worker, 'close');
  const answered = once(worker, 'message');
  worker.send(job);
  const [outcome] = (await Promise.race([answered, closed])) as [Outcome | number | null];
  if (outcome === null || typeof outcome === 'number') throw new Error(`The ${job.do} failed.`);
  await closed;
  return outcome;
}
