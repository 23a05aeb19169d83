import type { FileReader } from '../fileReader.ts';
import type { Element } from './matroskaElement.ts';
import { elementAt, uintIn } from './matroskaElement.ts';

const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const CLUSTER = 0x1f43b675;
const CLUSTER_TIMESTAMP = 0xe7;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const SIMPLE_BLOCK = 0xa3;
const MAX_CHILDREN = 50;
/** Nanoseconds per unit unless the file declares another number (RFC 9559, 5.1.2.9). */
const DEFAULT_SCALE = 1_000_000;
const SECOND = 1_000_000_000;

interface TrackClock {
  /** Latest timestamp of a block. */
  last: number;
  /** Number and timestamp of the latest cluster with a block of this track, and the timestamp of its first block. */
  cluster: number;
  clusterTimestamp: number;
  first: number;
}

/** The timestamps of the blocks of a Matroska segment, whose elements are added in the order of the file. */
export class MatroskaClock {
  readonly #tracks = new Map<number, TrackClock>();
  #scale = DEFAULT_SCALE;
  #cluster = 0;
  #timestamp = 0;
  #isSteady = true;

  /**
   * Whether the clock of every track only grows: in joined recordings it restarts. Blocks come in decoding order, which
   * differs from that of their timestamps by less than a second.
   */
  get isSteady(): boolean {
    return this.#isSteady;
  }

  /** Adds an element of the segment, or of a cluster. */
  async add(file: FileReader, element: Element): Promise<void> {
    if (element.id === INFO) this.#scale = await readScale(file, element);
    else if (element.id === CLUSTER) this.#cluster += 1;
    else if (element.id === CLUSTER_TIMESTAMP) this.#timestamp = (await uintIn(file, element)) ?? 0;
    else if (element.id === SIMPLE_BLOCK) await this.#addBlock(file, element.at);
    else if (element.id === BLOCK_GROUP) {
      const block = await childOf(file, element, BLOCK);
      if (block) await this.#addBlock(file, block.at);
    }
  }

  /** A block begins with the number of its track, and its time within the cluster. */
  async #addBlock(file: FileReader, at: number): Promise<void> {
    const head = await file.read(at, 10);
    const trackBytes = Math.clz32(head[0] ?? 0) - 23;
    if (trackBytes > 4 || head.length < trackBytes + 2) return;
    const timestamp = this.#timestamp + head.readInt16BE(trackBytes);
    const id = head.readUIntBE(0, trackBytes);
    const now = { cluster: this.#cluster, clusterTimestamp: this.#timestamp, first: timestamp };
    const track = this.#tracks.get(id);
    if (track === undefined) {
      this.#tracks.set(id, { ...now, last: timestamp });
      return;
    }
    if ((track.last - timestamp) * this.#scale > SECOND) this.#isSteady = false;
    track.last = Math.max(track.last, timestamp);
    if (track.cluster === now.cluster) return;
    // A repeated cluster begins where the one before it began.
    const isRepeated = now.first === track.first && now.clusterTimestamp <= track.clusterTimestamp;
    if (now.first < track.first || isRepeated) this.#isSteady = false;
    Object.assign(track, now);
  }
}

async function readScale(file: FileReader, info: Element): Promise<number> {
  const scale = await childOf(file, info, TIMESTAMP_SCALE);
  return (scale && (await uintIn(file, scale))) ?? DEFAULT_SCALE;
}

async function childOf(file: FileReader, parent: Element, id: number): Promise<Element | undefined> {
  const end = parent.at + (parent.size ?? 0);
  for (let at = parent.at, children = 0; at < end && children < MAX_CHILDREN; children++) {
    const child = elementAt(await file.read(at, 12), at);
    if (child?.size === undefined) return undefined;
    if (child.id === id) return child;
    at = child.at + child.size;
  }
  return undefined;
}
