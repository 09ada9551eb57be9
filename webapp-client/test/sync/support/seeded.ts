// What a simulation chooses by: the same seed, the same choices.

/** A number of [0, 1), another one at each call. */
export type Random = () => number;

/** Mulberry32: small, seeded, good enough to choose what happens next. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number of [0, limit). */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of these. */
export function oneOf<T>(random: Random, choices: readonly T[]): T {
  return choices[below(random, choices.length)] as T;
}
