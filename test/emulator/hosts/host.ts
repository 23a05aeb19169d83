/** A server on loopback that can close its port and reopen it. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Host {
  readonly baseUrl: string;
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 selects a free one, which is kept across close and listen. */
export async function openHost(
  wanted: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
): Promise<Host> {
  let port = wanted;
  let server: Server | undefined;
  const listen = async (): Promise<void> => {
    if (server) return;
    const opened = createServer((request, response) => {
      // A client that disconnects early is not an error of the emulator.
      request.on('error', () => undefined);
      response.on('error', () => undefined);
      handle(request, response).catch(() => {
        response.destroy();
      });
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    port = (opened.address() as AddressInfo).port;
    server = opened;
  };
  await listen();
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    listen,
    close: async () => {
      const closing = server;
      server = undefined;
      if (!closing) return;
      await new Promise(resolve => {
        closing.close(resolve);
        closing.closeAllConnections();
      });
    }
  };
}
