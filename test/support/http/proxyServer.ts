// A loopback proxy for tests.
import http from 'node:http';
import net from 'node:net';
import { listen } from './listen.ts';
import type { Cleanup } from './listen.ts';

export interface ProxySeen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly login: string | undefined;
}

/** Tunnels (CONNECT) and forwards. `seen` records each request; `refuse` is the status for every tunnel instead. */
export async function startProxy(
  t: Cleanup,
  refuse = 0
): Promise<{ readonly port: number; readonly seen: ProxySeen[] }> {
  const seen: ProxySeen[] = [];
  const note = (method: string | undefined, request: http.IncomingMessage): void =>
    void seen.push({ method, url: request.url, login: request.headers['proxy-authorization'] });
  const server = http.createServer((request, response) => {
    note(request.method, request);
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const onward = http.request(request.url ?? '', { method: request.method ?? 'GET', headers }, answer => {
      response.writeHead(answer.statusCode ?? 502);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    note('CONNECT', request);
    if (refuse !== 0) {
      socket.end(`HTTP/1.1 ${refuse} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  });
  return { port: await listen(t, server), seen };
}
