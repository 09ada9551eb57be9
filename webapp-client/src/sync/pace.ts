// How much a push or a page of a pull carries at a time on the line as it is.
//
// A request has a time limit, and on a slow line a full batch or page never gets through: what timed out is asked for
// in halves, also by the next run, until one passes with time to spare.
import { type Batch, type BatchLimits, FULL_BATCH } from './batch';

/** Of the time that a request may take: a batch twice as large still has to pass. */
const TO_SPARE = 0.25;

export class Pace {
  #maxBytes = FULL_BATCH.maxBytes;
  #maxRecords = Infinity;

  /** @param timeoutMs how long a push or a page may take */
  constructor(private readonly timeoutMs: number) {}

  /** For the next batch. */
  get limits(): BatchLimits {
    return { ...FULL_BATCH, maxBytes: this.#maxBytes };
  }

  /** A batch was not answered in time. */
  timedOut(batch: Batch): void {
    // One change is sent however large it is.
    this.#maxBytes = Math.max(1, Math.ceil(Math.min(bytesOf(batch), this.#maxBytes) / 2));
  }

  /** @param tookMs from sending a batch to its answer */
  answered(batch: Batch, tookMs: number): void {
    // A small one says nothing of the line.
    const isFull = 2 * bytesOf(batch) > this.#maxBytes;
    if (isFull && tookMs < TO_SPARE * this.timeoutMs) {
      this.#maxBytes = Math.min(2 * this.#maxBytes, FULL_BATCH.maxBytes);
    }
  }

  /** How many records to ask for where `wanted` would be right on a good line. */
  pageLimit(wanted: number): number {
    return Math.min(wanted, this.#maxRecords);
  }

  /** A page of up to so many records did not come in time. */
  pageTimedOut(limit: number): void {
    this.#maxRecords = Math.max(1, Math.ceil(limit / 2));
  }

  /** @param tookMs from asking for a full page of so many records to the end of its answer */
  fullPageCame(limit: number, tookMs: number): void {
    if (limit >= this.#maxRecords && tookMs < TO_SPARE * this.timeoutMs) {
      this.#maxRecords *= 2;
    }
  }
}

/** By the texts' lengths, which are near enough. */
function bytesOf({ changes }: Batch): number {
  return changes.reduce((sum, change) => sum + change.length + 1, 0);
}
