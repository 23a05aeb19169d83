// Upload and download of 1 GiB over loopback, beside curl in the same run. Every measured process is a fresh one.
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/emulator.ts';
import { makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import type { Row } from './rows.ts';
import { median } from './rows.ts';
import type { Job, Outcome } from './transferWorker.ts';

const exec = promisify(execFile);
const size = 2 ** 30;
const rounds = 3;

export async function measureTransfers(): Promise<Row[]> {
  const dir = await makeScratch();
  const emulator = await startEmulator();
  const blob = await serveBlob();
  try {
    const source = path.join(dir, 'source.mp4');
    // Sparse: the disk is not what is measured. It begins like an MP4 file, so that nobody objects to its content.
    await fs.writeFile(source, Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'));
    await fs.truncate(source, size);
    const target = path.join(dir, 'target');
    const { apiBaseUrl, uploadBaseUrl, key } = emulator;
    const upload: Job = { do: 'upload', file: source, apiBaseUrl, uploadBaseUrl, key };
    const download: Job = { do: 'download', file: target, url: blob.url, apiBaseUrl, uploadBaseUrl, key };
    const fields = ['-F', `file=@${source};type=video/mp4`, '-F', 'uploadPath=bench', '-F', 'fileName=curl.mp4'];
    const curlUpload = ['-H', `Authorization: Bearer ${key}`, ...fields, `${uploadBaseUrl}/api/file-stream-upload`];
    return [
      ...(await compare('upload of 1 GiB', upload, ['-o', '/dev/null', ...curlUpload], target)),
      ...(await compare('download of 1 GiB', download, ['-o', target, blob.url], target))
    ];
  } finally {
    await emulator.stop();
    blob.stop();
    await removeScratch(dir);
  }
}

async function compare(what: string, job: Job, curl: readonly string[], target: string): Promise<Row[]> {
  const ratios: number[] = [];
  const extra: number[] = [];
  // In turns, so that a slow minute of the machine meets both.
  for (let round = 0; round < rounds; round++) {
    await fs.rm(target, { force: true });
    const theirs = await timeCurl(curl);
    await fs.rm(target, { force: true });
    const ours = await runJob(job);
    ratios.push(theirs / ours.seconds);
    extra.push(ours.extraBytes / 2 ** 20);
  }
  const note = ratios.map(ratio => ratio.toFixed(2)).join(', ');
  return [
    { what: `${what}, speed beside curl's`, value: median(ratios), unit: '×', atLeast: 0.7, note },
    { what: `${what}, peak memory above idle`, value: Math.max(...extra), unit: 'MB', atMost: 64 }
  ];
}

/** Seconds that curl says it took. */
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

/** A server that gives 1 GiB of zeros out of one buffer. */
async function serveBlob(): Promise<{ readonly url: string; stop(): void }> {
  const chunk = Buffer.alloc(2 ** 18);
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
    let left = size;
    const give = () => {
      while (left > 0) {
        left -= chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', give);
    give();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/blob.mp4`, stop: () => server.close() };
}
