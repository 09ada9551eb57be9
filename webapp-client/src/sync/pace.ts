// How much a push carries at a time on the line as it is.
//
// A request has a time limit, and on a slow line a full batch never gets through: what timed out is sent in halves,
// also by the next run, until one passes with time to spare.
import { type Batch, type BatchLimits, FULL_BATCH } from './batch';

/** Of the time that a request may take: a batch twice as large still has to pass. */
const TO_SPARE = 0.25;

export class Pace {
  #maxBytes = FULL_BATCH.maxBytes;

  /** @param timeoutMs how long a push may take */
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
}

/** By the texts' lengths, which are near enough. */
function bytesOf({ changes }: Batch): number {
  return changes.reduce((sum, change) => sum + change.length + 1, 0);
}
