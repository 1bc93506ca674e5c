import type { GraphQLSchema } from 'graphql';
import type { Draw } from './draw.js';
import { aggregatedColumns, inputFieldsOf } from './draw-conditions.js';
import { perhapsHoisted } from './draw-value.js';
import type { Model, Table } from './model.js';
import type { Input, InputFields } from './operation.js';

/** An `orderBy`: own columns, columns of rows that relationships lead to, and what related rows come to. */
export function drawOrder(draw: Draw, model: Model, table: Table): Input | undefined {
  const keys = Array.from({ length: 1 + draw.below(3) }, () => drawKey(draw, model, table, 2)).filter(
    (key) => key !== undefined,
  );
  return keys.length === 0 ? undefined : perhapsHoisted(draw, keys, 0.2);
}

function drawKey(draw: Draw, model: Model, table: Table, depth: number): InputFields | undefined {
  const fields = [...inputFieldsOf(model.schema, `${table.type}OrderBy`)];
  const columns = fields.filter((name) => table.columns.has(name));
  const others = fields.filter((name) => table.relationships.has(name.replace(/Aggregate$/, '')));
  if (columns.length > 0 && (others.length === 0 || depth === 0 || draw.chance(0.6))) {
    return { [draw.one(columns)]: drawDirection(draw) };
  }
  if (others.length === 0) return undefined;
  const name = draw.one(others);
  const relationship = table.relationships.get(name.replace(/Aggregate$/, ''));
  if (relationship === undefined || depth === 0) return undefined;
  const inner =
    name === relationship.field
      ? drawKey(draw, model, relationship.target, depth - 1)
      : drawAggregateKey(draw, model.schema, relationship.target);
  return inner && { [name]: inner };
}

/** `{ count: ASC }` or `{ max: { price: DESC } }`. */
export function drawAggregateKey(draw: Draw, schema: GraphQLSchema, table: Table): InputFields | undefined {
  const name = draw.one([...inputFieldsOf(schema, `${table.type}AggregateOrderBy`)]);
  if (name === 'count') return { count: drawDirection(draw) };
  const type = `${table.type}${orderTypes[name] ?? 'Column'}OrderBy`;
  const columns = aggregatedColumns(table, name).filter((column) => inputFieldsOf(schema, type).has(column.name));
  return columns.length === 0
    ? { count: drawDirection(draw) }
    : { [name]: { [draw.one(columns).name]: drawDirection(draw) } };
}

const orderTypes: Readonly<Record<string, string>> = {
  ...{ sum: 'Sum', avg: 'Sum', median: 'Sum', boolAnd: 'Bool', boolOr: 'Bool' },
  ...{ stddev: 'Deviation', stddevPop: 'Deviation', variance: 'Deviation', variancePop: 'Deviation' },
};

export function drawDirection(draw: Draw): Input {
  const direction = draw.one([
    'ASC',
    'ASC_NULLS_FIRST',
    'ASC_NULLS_LAST',
    'DESC',
    'DESC_NULLS_FIRST',
    'DESC_NULLS_LAST',
  ]);
  return perhapsHoisted(draw, direction, 0.2);
}
