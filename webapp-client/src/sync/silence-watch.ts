// Notices that the leader of the engine does not speak any more.
import type { Platform } from './platform';

/** After so long without a word the leader is asked whether it is there. */
const SILENCE_MS = 30_000;
/** It has so long to answer. */
const LAST_WORD_MS = 5_000;

interface SilenceContext {
  readonly platform: Platform;
  /** How much longer than usual the silence may last. */
  readonly patienceMs: number;
  /** Asks for a sign of life. */
  readonly ask: () => void;
  /** There was none. Told once. */
  readonly onSilent: () => void;
}

/**
 * Watches from its making until it is stopped. Before anybody is called silent they are asked: the machine may
 * have slept, and then nobody has had a chance to speak.
 */
export class SilenceWatch {
  #heardMs: number;
  #cancel = (): void => undefined;

  constructor(private readonly context: SilenceContext) {
    this.#heardMs = context.platform.nowMs();
    this.#look();
  }

  /** There was a sign of life. */
  heard(): void {
    this.#heardMs = this.context.platform.nowMs();
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const { platform, patienceMs, ask, onSilent } = this.context;
    const restMs = SILENCE_MS + patienceMs - (platform.nowMs() - this.#heardMs);
    if (restMs > 0) {
      this.#cancel = platform.after(restMs, () => {
        this.#look();
      });
      return;
    }
    const askedMs = platform.nowMs();
    ask();
    this.#cancel = platform.after(LAST_WORD_MS, () => {
      if (this.#heardMs >= askedMs) {
        this.#look();
      } else {
        onSilent();
      }
    });
  }
}
