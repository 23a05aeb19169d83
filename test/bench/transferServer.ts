// The server for the transfers, in its own process so that it takes no time from the measured one.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator } from '../emulator/emulator.ts';

export interface Addresses {
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  readonly key: string;
  /** Serves 1 GiB of zeros. */
  readonly blobUrl: string;
}

const size = 2 ** 30;

/** Creates a server that sends zeros from a single buffer. */
function serveBlob(): http.Server {
  const chunk = Buffer.alloc(2 ** 18);
  return http.createServer((_request, response) => {
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
}

if (process.send !== undefined) {
  const emulator = await startEmulator({ keepBytes: 2 ** 20 });
  const blob = serveBlob().listen(0, '127.0.0.1');
  await once(blob, 'listening');
  const { apiBaseUrl, uploadBaseUrl, key } = emulator;
  const blobUrl = `http://127.0.0.1:${(blob.address() as AddressInfo).port}/blob.mp4`;
  process.send({ apiBaseUrl, uploadBaseUrl, key, blobUrl } satisfies Addresses);
  await once(process, 'disconnect');
  blob.closeAllConnections();
  blob.close();
  await emulator.stop();
}
