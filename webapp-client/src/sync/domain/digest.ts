// Twin of org.tidebook.sync.domain.Digest and RecordHash; both pass conformance/digest.json.
import type { Stamp } from './stamp';

/** What a set of live records comes to (protocol, 4). */
export interface Digest {
  readonly count: number;
  /** The sum of the records' hashes modulo 2^64, as 16 hexadecimal digits in lower case. */
  readonly digest: string;
}

/** Of no records. */
export const NO_RECORDS: Digest = { count: 0, digest: '0000000000000000' };

/** The version of a record that is counted. */
export interface CountedVersion {
  readonly id: string;
  readonly updatedAt: Stamp;
}

/** A UUID, the separator and a stamp: whole blocks, so that no rest is left to hash. */
const LENGTH = 36 + 1 + 27;

const HALF = 2 ** 32;

/**
 * Adds up the hashes of records, in whatever order they come. It finds mistakes, and is no proof against
 * someone who wants two sets to look alike.
 *
 * The hash of a record is that of the 64 characters `<id>|<edit stamp>` in ASCII, id in lower case:
 * MurmurHash3_x86_32 with seed 0 makes the upper half and with seed 1 the lower. Two halves of 32 bits,
 * because numbers multiply no more than that quickly; a sum in BigInt would take most of the time.
 */
export class DigestSum {
  #count = 0;
  #upper = 0;
  #lower = 0;

  /** @throws RangeError if the id is no UUID */
  add({ id, updatedAt }: CountedVersion): void {
    const text = `${id.toLowerCase()}|${updatedAt}`;
    if (text.length !== LENGTH) {
      throw new RangeError('The id of a record is a UUID.');
    }
    let upper = 0;
    let lower = 1;
    for (let at = 0; at < LENGTH; at += 4) {
      const block = scramble(
        text.charCodeAt(at) |
          (text.charCodeAt(at + 1) << 8) |
          (text.charCodeAt(at + 2) << 16) |
          (text.charCodeAt(at + 3) << 24),
      );
      upper = mix(upper, block);
      lower = mix(lower, block);
    }
    const sum = this.#lower + finish(lower);
    this.#count += 1;
    this.#lower = sum % HALF;
    this.#upper = (this.#upper + finish(upper) + (sum >= HALF ? 1 : 0)) % HALF;
  }

  /** What was added so far. */
  get digest(): Digest {
    return { count: this.#count, digest: hex(this.#upper) + hex(this.#lower) };
  }
}

function scramble(block: number): number {
  const scrambled = Math.imul(block, 0xcc9e2d51);
  return Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
}

function mix(half: number, block: number): number {
  const mixed = half ^ block;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** @returns from 0 to 2^32 - 1 */
function finish(half: number): number {
  let hash = half ^ LENGTH;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0');
}
