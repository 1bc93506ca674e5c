import type { Slot } from '../plan/slot.js';

/** A text for each slot that is the same for two slots which always have the same value. */
export function createSlotKey(): (slot: Slot) => string {
  const maps: ReadonlyMap<unknown, unknown>[] = [];
  const numberOf = (map: ReadonlyMap<unknown, unknown>): number => {
    const known = maps.indexOf(map);
    return known === -1 ? maps.push(map) - 1 : known;
  };
  return ({ source, encoding, type }) =>
    JSON.stringify([source, encoding, type], (_key, value: unknown) => {
      if (value instanceof Map) return `map ${numberOf(value)}`;
      return typeof value === 'bigint' ? `${value}n` : value;
    });
}
