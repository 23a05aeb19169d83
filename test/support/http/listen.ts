import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Server } from 'node:net';

export interface Cleanup {
  after(f: () => unknown): void;
}

/** Listens on a free port until the test ends, and returns the port. */
export async function listen(t: Cleanup, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
