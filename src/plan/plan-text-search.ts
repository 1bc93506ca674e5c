import type { Column } from '../model/database-model.js';
import type { TextSearchMode } from '../typesystem/field-meaning.js';
import { builtInType, textType } from '../typesystem/filters/built-in-type.js';
import type { Subject } from './condition.js';
import { given, leaf, objectFields } from './object-fields.js';
import type { OrderTerm } from './operation-plan.js';
import { orderTerm } from './order-term.js';
import type { Input } from './read-arguments.js';
import type { TextSearch } from './text-search.js';

/**
 * `TextSearchInput` or `DocumentSearchInput`.
 * @param configurations The text of a `regconfig` by the name that clients use.
 * @throws {PillionError} `BAD_USER_INPUT` for a null.
 */
export function planTextSearch(
  subject: Subject,
  configurations: ReadonlyMap<string, string>,
  input: Input,
  argument: string,
): TextSearch {
  const fields = objectFields(input, argument);
  const read = (name: string): Extract<Input, { kind: 'leaf' }> =>
    leaf(given(fields, name, argument), `${argument}.${name}`);
  // graphql-js fills in defaults in variables, but a literal object is read as it stands.
  const [mode, config] = (['mode', 'config'] as const).map((name) =>
    fields.some(({ field }) => field.name === name) ? read(name) : undefined,
  );
  const rawMode = (mode?.value ?? 'WEBSEARCH') as TextSearchMode;
  const document = 'inside' in subject ? undefined : subject.document;
  const own = document && `${document.configuration.namespace}.${document.configuration.name}`;
  return {
    mode: rawMode,
    configuration: {
      source: own === undefined && config !== undefined ? config.source : { kind: 'constant', value: own ?? 'english' },
      encoding: { kind: 'oneOf', texts: configurations, what: 'configuration of full-text search named' },
      type: builtInType('regconfig'),
      argument: `${argument}.config`,
    },
    query: {
      source: read('query').source,
      encoding: { kind: rawMode === 'RAW' ? 'rawSearch' : 'value' },
      type: textType,
      argument: `${argument}.query`,
    },
  };
}

/** `{ documentRank: { search: …, direction: DESC } }` as a term of an order. */
export function planRankTerm(
  path: OrderTerm['path'],
  document: Column,
  configurations: ReadonlyMap<string, string>,
  input: Input,
  argument: string,
): OrderTerm {
  const fields = objectFields(input, argument);
  const direction = fields.some(({ field }) => field.name === 'direction')
    ? leaf(given(fields, 'direction', argument), `${argument}.direction`).value
    : 'DESC_NULLS_LAST';
  const place = `${argument}.search`;
  const search = planTextSearch(document, configurations, given(fields, 'search', argument), place);
  return { ...orderTerm(path, rankColumn(document), direction as string), measure: { kind: 'rank', document, search } };
}

/** The column that stands for the rank of a document. */
function rankColumn({ name, notNull }: Column): Column {
  return {
    name: `rank of ${name}`,
    position: 0,
    type: builtInType('float4'),
    notNull,
    comment: undefined,
    tags: {},
  };
}
