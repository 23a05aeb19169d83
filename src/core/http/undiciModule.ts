// The order of these three matters; see undiciSlotsBefore.ts. Load this file with `await import()` only.
import './undiciSlotsBefore.ts';
import { Agent, Pool, ProxyAgent, request } from 'undici';
import './undiciSlotsAfter.ts';

export { Agent, Pool, ProxyAgent, request };
