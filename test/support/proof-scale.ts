/** The full numbers with `npm run test:proofs`; a tenth of them elsewhere. */
export function scaled(full: number): number {
  return process.env.PILLION_PROOFS === 'full' ? full : Math.ceil(full / 10);
}

/** Room for the full numbers on a busy machine. */
export const proofTimeout = 400_000;

/** mulberry32: the same numbers for the same seed, so that a failure can be run again. */
export function randomFrom(seed: number): { below(limit: number): number; chance(of: number): boolean } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (limit) => Math.floor(next() * limit), chance: (of) => next() < of };
}
