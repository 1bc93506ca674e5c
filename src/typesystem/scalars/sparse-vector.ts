import { textScalar } from './text-scalar.js';

/** pgvector's `sparsevec`. */
export const sparseVectorScalar = textScalar({
  name: 'SparseVector',
  description:
    'A sparse vector of the extension pgvector (`sparsevec`) as its text: the elements that are not zero by their place, counted from 1, and the number of dimensions, `{1:0.5,3:2}/5`.',
  expected: 'a sparse vector such as "{1:0.5,3:2}/5"',
  read: (text) => (isSparseVector(text) ? text : undefined),
});

/** At most 16,000 elements (`SPARSEVEC_MAX_NNZ`), each place once, in at most 1,000,000,000 dimensions. */
function isSparseVector(text: string): boolean {
  const [, list = '', size = ''] = /^\{([^{}]*)\}\/([1-9]\d{0,9})$/.exec(text) ?? [];
  if (size === '' || Number(size) > 1_000_000_000) return false;
  const elements = list === '' ? [] : list.split(',');
  const places = elements.map((element) => {
    const [, place = '0', value = ''] = /^(\d{1,10}):(-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)$/.exec(element) ?? [];
    return Number.isFinite(Math.fround(Number(value))) && value !== '' ? Number(place) : 0;
  });
  const inside = places.every((place) => place >= 1 && place <= Number(size));
  return inside && new Set(places).size === places.length && places.length <= 16_000;
}
