import { type Condition, type Operand, symbols } from './condition.js';
import { isUser } from './graphql-text.js';
import { keyOf, type Viewer } from './viewer.js';
import {
  type Aggregate,
  type Groups,
  type List,
  type Order,
  type Part,
  type Root,
  type Row,
  rowsOf,
} from './operation.js';
import { type Column, path, type Relationship, type Table, type Value, type World } from './world.js';

/**
 * The operation as SQL, for PostgreSQL to run as the role of the request: the answer as one JSON. Written to be plain and
 * not fast, and to read no column that was not asked for: each row and list is a subselect of its own, and the row filter
 * of a table stands in the WHERE of whatever reads it.
 */
export function oracleSql(world: World, viewer: Viewer, roots: readonly Root[], user: number): string {
  const oracle = new Oracle(world, viewer, user);
  const fields = roots.map((root) => `'${root.alias}', ${oracle.root(root)}`);
  return `select json_build_object(${fields.join(', ')})::text as answer`;
}

class Oracle {
  readonly #world: World;
  readonly #viewer: Viewer;
  readonly #user: number;
  #aliases = 0;
  #filters = true;

  constructor(world: World, viewer: Viewer, user: number) {
    this.#world = world;
    this.#viewer = viewer;
    this.#user = user;
  }

  root(root: Root): string {
    switch (root.is) {
      case 'list':
        return this.#list(root.list, undefined);
      case 'byKey':
      case 'node': {
        const own = this.#alias();
        const isIt = root.table.key.map(({ name }, at) => `${own}.${name} = ${root.values[at]}`);
        return this.#row(root.table, path(root.table), own, isIt, root.row);
      }
      case 'byUnique': {
        const own = this.#alias();
        return this.#row(root.table, path(root.table), own, [`${own}.${root.column.name} = '${root.value}'`], root.row);
      }
      case 'total':
        return `public.${root.routine.name}()`;
      case 'one': {
        const own = this.#alias();
        const { table, name } = root.routine;
        // A function that gives no row gives a row of nulls in FROM.
        const isThere = `not (${own} is null)`;
        return this.#row(table, `public.${name}(${root.argument})`, own, [isThere], root.row);
      }
    }
  }

  #alias(): string {
    this.#aliases += 1;
    return `o${this.#aliases}`;
  }

  #row(table: Table, source: string, own: string, conditions: readonly string[], row: Row): string {
    const where = [...conditions, ...this.#filterOf(table, own)];
    return `(select ${this.#json(row, own)} from ${source} as ${own} where ${where.join(' and ')})`;
  }

  #json(row: Row, own: string): string {
    return `json_build_object(${row.map((part) => this.#part(part, own)).join(', ')})`;
  }

  #part(part: Part, own: string): string {
    switch (part.is) {
      case 'column':
        return `'${part.column.field}', ${shown(part.column, `${own}.${part.column.name}`)}`;
      case 'mark':
        return `'${part.routine.field}', public.${part.routine.name}(${wholeRow(part.routine.table, own)})`;
      case 'one': {
        const far = this.#alias();
        const { from, conditions } = this.#related(part.relationship, own, far);
        return `'${part.alias}', (select ${this.#json(part.row, far)} from ${from} where ${conditions.join(' and ')})`;
      }
      case 'list':
        return `'${part.alias}', ${this.#list(part.list, own)}`;
    }
  }

  /** The rows at the far end that the request sees. */
  #related(relationship: Relationship, near: string, far: string) {
    const { to, through } = relationship;
    const conditions = [...this.#filterOf(to, far)];
    if (through === undefined) conditions.push(relationship.far(near, far));
    else {
      const middle = this.#alias();
      const own = [through.on(near, middle, far), ...this.#filterOf(through.table, middle)];
      conditions.push(`exists (select from ${path(through.table)} as ${middle} where ${own.join(' and ')})`);
    }
    return { from: `${path(to)} as ${far}`, conditions };
  }

  #filterOf(table: Table, own: string): readonly string[] {
    const filter = this.#filters ? this.#world.filters.get(table.name) : undefined;
    if (filter === undefined || filter.all.includes(this.#user)) return [];
    if (filter.none.includes(this.#user)) return ['false'];
    this.#filters = false;
    try {
      return [`(${this.condition(filter.condition, own)})`];
    } finally {
      this.#filters = true;
    }
  }

  condition(condition: Condition, own: string): string {
    switch (condition.is) {
      case 'compared':
        return this.#compared(`${own}.${condition.column.name}`, condition.operator, condition.value);
      case 'columns':
        return `${own}.${condition.column.name} ${symbols[condition.operator]} ${own}.${condition.other.name}`;
      case 'found': {
        const values = condition.columns.map(({ name }) => `coalesce(${own}.${name}, '')`).join(" || ' ' || ");
        const document = condition.columns.length === 1 ? `${own}.${condition.columns[0]?.name}` : values;
        return `to_tsvector('simple', ${document}) @@ websearch_to_tsquery('simple', '${condition.word}')`;
      }
      case 'all':
        return `(${condition.parts.map((part) => this.condition(part, own)).join(' and ')})`;
      case 'any':
        return `(${condition.parts.map((part) => this.condition(part, own)).join(' or ')})`;
      case 'not':
        return `not (${this.condition(condition.part, own)})`;
      default: {
        const far = this.#alias();
        const { from, conditions } = this.#related(condition.relationship, own, far);
        const part = condition.part && this.condition(condition.part, far);
        const such = [...conditions, ...(part === undefined ? [] : [`(${part})`])].join(' and ');
        if (condition.is === 'counted') {
          return `(select count(*) from ${from} where ${such}) ${symbols[condition.operator]} ${condition.value}`;
        }
        if (condition.is === 'every') {
          const others = [...conditions, `(${part ?? 'true'}) is not true`].join(' and ');
          return `not exists (select from ${from} where ${others})`;
        }
        return `${condition.is === 'none' ? 'not ' : ''}exists (select from ${from} where ${such})`;
      }
    }
  }

  #compared(value: string, operator: string, operand: Operand): string {
    if (isUser(operand)) return `${value} ${symbols[operator]} ${this.#user}`;
    if (operator === 'isNull') return `(${value} is null) = ${String(operand)}`;
    if (typeof operand === 'object') {
      return `${value} ${operator === 'in' ? 'in' : 'not in'} (${operand.map(literal).join(', ')})`;
    }
    if (operator === 'startsWith') return `${value} like '${String(operand)}%'`;
    return `${value} ${symbols[operator]} ${literal(operand)}`;
  }

  #list(list: List, near: string | undefined): string {
    const own = this.#alias();
    const table = rowsOf(list);
    const { from, conditions } = this.#listSource(list, near, own);
    const where = list.where === undefined ? conditions : [...conditions, this.condition(list.where, own)];
    const all = `from ${from}${where.length === 0 ? '' : ` where ${where.join(' and ')}`}`;
    const terms = this.#terms(list, table, own);
    const distinct = list.distinctOn === undefined ? '' : `distinct on (${own}.${list.distinctOn.name}) `;
    const count = `(select count(*) from (select ${distinct}1 ${all}${distinct === '' ? '' : ` order by ${terms}`}) counted)`;
    const { page, total, groups } = list;
    const fields: string[] = [];
    if (list.nodes !== undefined) {
      const numbered = `row_number() over (order by ${terms})`;
      const rows =
        distinct === ''
          ? `select ${this.#json(list.nodes, own)} as shown, ${numbered} as number ${all}`
          : `select shown, row_number() over () as number from (select ${distinct}${this.#json(list.nodes, own)} as shown ${all} order by ${terms}) kept`;
      fields.push(
        `'nodes', (select coalesce(json_agg(shown order by number), '[]') from (${rows}) numbered where ${between(page, count)})`,
      );
    }
    if (list.pageInfo) {
      fields.push(`'pageInfo', json_build_object(${pageInfo(page, count)})`);
    }
    if (total !== undefined) {
      fields.push(`'totalCount', ${total.mode === 'CAPPED' ? `least(${count}, ${total.cap})` : count}`);
    }
    if (list.aggregate.length > 0) {
      const needed = new Set(list.aggregate.flatMap(({ column }) => (column === undefined ? [] : [column.name])));
      const columns = ['1 as one', ...[...needed].map((name) => `${own}.${name}`)].join(', ');
      const rows = distinct === '' ? all : `from (select ${distinct}${columns} ${all} order by ${terms}) ${own}`;
      fields.push(`'aggregate', (select ${aggregates(list.aggregate, own)} ${rows})`);
    }
    if (groups !== undefined) {
      fields.push(`'groupBy', json_build_object('nodes', ${this.#groups(groups, own, all)})`);
    }
    return `json_build_object(${fields.join(', ')})`;
  }

  #listSource(list: List, near: string | undefined, own: string) {
    const { from } = list;
    if (from.is === 'related') return this.#related(from.relationship, near ?? '', own);
    const table = rowsOf(list);
    const conditions = this.#filterOf(table, own);
    if (from.is === 'table') return { from: `${path(table)} as ${own}`, conditions };
    const columns = [...table.columns.map(({ name }) => name), 'ordinality'].join(', ');
    return { from: `public.${from.routine.name}(${from.argument}) with ordinality as ${own} (${columns})`, conditions };
  }

  /** ORDER BY: what was asked for, and then the key that is seen, or all that is, in the direction of the last term. */
  #terms(list: List, table: Table, own: string): string {
    const { distinctOn } = list;
    const isLeading = ({ path: steps, value }: Order): boolean =>
      steps.length === 0 && value.is === 'column' && value.column === distinctOn;
    // What the rows are distinct in comes first, in the direction that was asked for it.
    const first = list.order.find(isLeading)?.direction ?? 'ASC';
    const others = list.order.filter((order) => !isLeading(order));
    const leading = distinctOn === undefined ? [] : [`${own}.${distinctOn.name} ${directionSql(first)}`];
    const asked = others.map((order) => `${this.#value(order, own)} ${directionSql(order.direction)}`);
    const descending = (others.at(-1)?.direction ?? first).startsWith('DESC');
    const seen = keyOf(this.#viewer, table);
    // Rows that are told apart already are not asked for more, which the role might not read.
    const unique = table.view?.unique;
    const apart = list.order.some(
      ({ path: steps, value }) => steps.length === 0 && value.is === 'column' && value.column === unique,
    );
    const tiebreak = seen.length > 0 ? seen : apart ? [] : this.#viewer.columns(table);
    const names = list.from.is === 'function' ? ['ordinality'] : tiebreak.map(({ name }) => name);
    const key = names.map((name) => `${own}.${name}${descending ? ' desc' : ''}`);
    const all = [...leading, ...asked, ...key];
    return all.length === 0 ? '1' : all.join(', ');
  }

  #value({ path: steps, value }: Order, own: string): string {
    if (value.is === 'count') {
      const far = this.#alias();
      const { from, conditions } = this.#related(value.relationship, own, far);
      return `(select count(*) from ${from} where ${conditions.join(' and ')})`;
    }
    return this.#along(steps, own, (far) => `${far}.${value.column.name}`);
  }

  #along(steps: readonly Relationship[], own: string, value: (far: string) => string): string {
    const [step, ...rest] = steps;
    if (step === undefined) return value(own);
    const far = this.#alias();
    const { from, conditions } = this.#related(step, own, far);
    return `(select ${this.#along(rest, far, value)} from ${from} where ${conditions.join(' and ')})`;
  }

  #groups({ path: steps, by, aggregate }: Groups, own: string, rows: string): string {
    const key = this.#along(steps, own, (far) => `${far}.${by.name}`);
    const keys = steps.reduceRight(
      (inner, { field }) => `json_build_object('${field}', ${inner})`,
      `json_build_object('${by.field}', ${shown(by, 'grouped.k')})`,
    );
    const needed = aggregate.flatMap(({ column }) => (column === undefined ? [] : [column]));
    const columns = [...new Set(needed)].map(({ name }) => `, ${own}.${name}`).join('');
    const inner = `select ${key} as k${columns} ${rows}`;
    const each = `select json_build_object('keys', ${keys}, 'aggregate', ${aggregates(aggregate, 'grouped')}) as shown, k
      from (${inner}) grouped group by k order by k limit 100`;
    return `(select coalesce(json_agg(shown order by k), '[]') from (${each}) ordered)`;
  }
}

function wholeRow(table: Table, own: string): string {
  return `row(${table.columns.map(({ name }) => `${own}.${name}`).join(', ')})::${path(table)}`;
}

function between(page: List['page'], count: string): string {
  if (page === undefined) return 'number <= 100';
  if (page.from === 'last') return `number > ${count} - ${page.count}`;
  return `number > ${startOf(page)} and number <= ${startOf(page) + page.count}`;
}

function pageInfo(page: List['page'], count: string): string {
  const size = page?.count ?? 100;
  const next = page?.from === 'last' ? 'false' : `${count} > ${(page === undefined ? 0 : startOf(page)) + size}`;
  const isFirst = page?.after === undefined && (page?.offset ?? 0) === 0;
  const previous = page?.from === 'last' ? `${count} > ${size}` : String(!isFirst);
  return `'hasNextPage', ${next}, 'hasPreviousPage', ${previous}`;
}

function startOf({ offset, after }: NonNullable<List['page']>): number {
  return offset + (after?.number ?? 0);
}

function aggregates(asked: readonly Aggregate[], own: string): string {
  const fields = asked.map(({ name, column }) => {
    if (column === undefined) return `'count', count(*)`;
    const value = `${own}.${column.name}`;
    return `'${name}', json_build_object('${column.field}', ${
      name === 'countDistinct'
        ? `count(distinct ${value})`
        : name === 'sum'
          ? `sum(${value})::text`
          : shown(column, `${name}(${value})`)
    })`;
  });
  return `json_build_object(${fields.join(', ')})`;
}

function shown({ kind }: Column, value: string): string {
  return kind === 'numeric' || kind === 'date' ? `(${value})::text` : value;
}

function directionSql(direction: Order['direction']): string {
  return direction.replaceAll('_', ' ').toLowerCase();
}

function literal(value: Value): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
