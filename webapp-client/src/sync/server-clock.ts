// The server's time as the device knows it. Edits are stamped in it, so that a device whose own clock
// is wrong neither wins nor loses against the others for that (protocol, 2).
import { type Stamp, stampFromMillis, stampToMillis } from './domain';
import type { Platform } from './platform';

/** The device's clock, corrected by the offset measured on every response. */
export class ServerClock {
  #offsetMs = 0;
  #isMeasured = false;

  #onMoved: () => void = () => undefined;

  constructor(private readonly platform: Platform) {}

  /** @param listener told whenever an answer of the server has moved the offset; one listener at a time */
  onMoved(listener: () => void): void {
    this.#onMoved = listener;
  }

  /** Whether an answer of the server has been seen since the start. */
  get isMeasured(): boolean {
    return this.#isMeasured;
  }

  /** Takes what was measured in an earlier session, until the server answers. */
  assume(offsetMs: number): void {
    if (!this.#isMeasured) {
      this.#offsetMs = offsetMs;
    }
  }

  /** Takes what another page or worker of this device has measured since. */
  adopt(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#isMeasured = true;
  }

  /** How far the server's clock is ahead of the device's, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Server time in milliseconds since 1970. */
  nowMs(): number {
    return Math.floor(this.platform.nowMs() + this.#offsetMs);
  }

  /** Server time as a stamp. It is no edit stamp: those are issued by records.ts alone. */
  now(): Stamp {
    return stampFromMillis(Math.max(0, this.nowMs()));
  }

  /**
   * Learns from one response. The server read its clock somewhere between sending and receiving (device
   * clock, ms), so only an offset outside of that interval is known to be wrong and moved to its middle.
   *
   * @returns whether the offset changed
   */
  observe(serverTime: Stamp, sentMs: number, receivedMs: number): boolean {
    const measured = stampToMillis(serverTime) - (sentMs + receivedMs) / 2;
    this.#isMeasured = true;
    const uncertainty = Math.abs(receivedMs - sentMs) / 2 + 1;
    if (Math.abs(measured - this.#offsetMs) <= uncertainty) {
      return false;
    }
    this.#offsetMs = Math.round(measured);
    this.#onMoved();
    return true;
  }
}
