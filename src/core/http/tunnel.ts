import type { Dispatcher } from 'undici';
import type * as Undici from './undiciModule.ts';

type Connect = (call: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;

/** By this word in its message networkFailure knows a tunnel that was never made: nothing was sent through it. */
export const TUNNEL_WORDS = 'HTTP Tunneling';

/**
 * Makes the connections to a proxy for undici's ProxyAgent: a proxy that stays silent is given up after `timeoutMs`
 * (undici would wait for 5 minutes), and every failure to make the tunnel says that it is one.
 */
export function tunnelFactory(undici: typeof Undici, timeoutMs: number): (origin: URL, options: object) => Dispatcher {
  return (origin, options) => {
    const pool = new undici.Pool(origin, { ...options, headersTimeout: timeoutMs });
    const connect: Connect = pool.connect.bind(pool);
    const told: Connect = async call => {
      try {
        return await connect(call);
      } catch (error) {
        throw new Error(TUNNEL_WORDS, { cause: error });
      }
    };
    return Object.assign(pool, { connect: told }) as Dispatcher;
  };
}
