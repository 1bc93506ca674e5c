import { randomFrom } from '../../support/proof-scale.js';

/** Chance, the same for the same seed. */
export interface Draw {
  below(limit: number): number;
  chance(of: number): boolean;
  /** One of the items. */
  one<Item>(items: readonly Item[]): Item;
  /** Some of the items, in their order. */
  some<Item>(items: readonly Item[], least: number, most: number): Item[];
}

export function drawFrom(seed: number): Draw {
  const random = randomFrom(seed);
  const below = (limit: number): number => random.below(limit);
  const one = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('Nothing to choose from.');
    return items[below(items.length)] as Item;
  };
  return {
    below,
    chance: (of) => random.chance(of),
    one,
    some: (items, least, most) => {
      const rest = items.map((item, place) => ({ item, place }));
      const count = Math.min(items.length, least + below(most - least + 1));
      const chosen = Array.from({ length: count }, () => rest.splice(below(rest.length), 1)).flat();
      return chosen.sort((a, b) => a.place - b.place).map(({ item }) => item);
    },
  };
}
