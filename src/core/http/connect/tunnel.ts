import type { Dispatcher } from 'undici';
import type * as Undici from '../undici/undiciModule.ts';

type Connect = (call: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;

/** Error message of a tunnel that could not be established: nothing was sent through it. */
export const TUNNEL_MESSAGE = 'HTTP Tunneling';

/**
 * Returns the client factory of undici's ProxyAgent. Gives up on a silent proxy after `timeoutMs` (undici waits for 5
 * minutes) and marks every failure to establish the tunnel with {@link TUNNEL_MESSAGE}.
 */
export function tunnelFactory(undici: typeof Undici, timeoutMs: number): (origin: URL, options: object) => Dispatcher {
  return (origin, options) => {
    const pool = new undici.Pool(origin, { ...options, headersTimeout: timeoutMs });
    const connect: Connect = pool.connect.bind(pool);
    const connectMarked: Connect = async call => {
      try {
        return await connect(call);
      } catch (error) {
        throw new Error(TUNNEL_MESSAGE, { cause: error });
      }
    };
    return Object.assign(pool, { connect: connectMarked }) as Dispatcher;
  };
}
