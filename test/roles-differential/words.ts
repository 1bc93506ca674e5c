/**
 * The names of a world. No two of its objects share a word, so that a word in an answer tells which object was spoken of.
 */
export const nouns = [
  'harbor',
  'wagon',
  'lantern',
  'garden',
  'kettle',
  'pillow',
  'rocket',
  'violin',
  'temple',
  'basket',
  'candle',
  'ladder',
] as const;

export const words = (
  'absorb accent agenda anchor antique apricot archive armour aspect autumn balance bamboo barrel beacon benefit blanket ' +
  'bracket breeze bronze buffalo bundle burden cabinet camera canvas caramel cargo cedar ceramic chapter charcoal cherry ' +
  'chimney cinema circuit citrus clover cobalt compass copper coral cotton crystal current custom cycle delta desert diamond ' +
  'domino draft eclipse ember emerald engine falcon fabric feather fiction filter fossil fountain fringe galaxy gallery ' +
  'garlic glacier granite gravity hammer harvest hazel helmet hollow horizon hybrid icon indigo island ivory jacket jasmine ' +
  'jungle kernel kingdom knight lagoon lattice laurel legend lemon liberty lunar magnet mango maple marble margin meadow ' +
  'melody mirror mosaic motive mustard mystic nectar needle nickel nomad nutmeg oasis oblong octave olive onyx opera orbit ' +
  'orchid origin otter oxygen oyster paddle palace panther paprika parade parcel pastel pebble pepper piano pigment planet'
).split(' ');

/** Values of text columns; none is the name of anything. */
export const texts = ['aab', 'abc', 'bcd', 'cde', 'def', 'efg', 'xyz', 'zzz'] as const;

/** A name of the same length and case that nothing has: each letter moved by thirteen places. */
export function neverNamed(name: string): string {
  return name.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
