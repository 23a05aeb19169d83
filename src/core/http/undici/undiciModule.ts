// The order of these three imports matters; see undiciSlotsBefore.ts. Load this file with `await import()` only.
import './undiciSlotsBefore.ts';
import { Agent, buildConnector, Pool, ProxyAgent, request } from 'undici';
import './undiciSlotsAfter.ts';

export { Agent, buildConnector, Pool, ProxyAgent, request };
