import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * The operation that a newcomer finds in the editor: the first rows of the list whose rows are related to the most others, in
 * columns that it has.
 *
 * @param schema undefined if it could not be read; the example then asks for nothing of it.
 */
export function exampleQuery(schema: GraphQLSchema | undefined): string {
  const list = mostRelated(fieldsOf(schema?.getQueryType()).flatMap(rowsOf));
  if (list === undefined) return `${greeting(['Write a query here.'])}{\n  __typename\n}\n`;
  const { field, row } = list;
  const operation = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const columns = [...leavesOf(row).filter(isTelling).slice(0, MOST_COLUMNS).map(nameOf), ...oneRelatedRow(row)];
  const count = fieldsOf(getNamedType(field.type)).some(({ name }) => name === 'totalCount') ? ['totalCount'] : [];
  return [
    greeting([`This asks for the first five ${field.name}.`]) + `query ${operation} {`,
    `  ${field.name}(first: 5) {`,
    ...count.map((name) => `    ${name}`),
    '    nodes {',
    ...columns.map((column) => `      ${column}`),
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

const MOST_COLUMNS = 4;

type Field = GraphQLField<unknown, unknown>;

function greeting(lines: readonly string[]): string {
  return [
    'Welcome to Pillion: your database, as GraphQL.',
    '',
    ...lines,
    'Run it with the play button or Ctrl-Enter.',
    'Ctrl-Space completes what you type; the book',
    'on the left lists all that you can ask for.',
  ]
    .map((line) => `# ${line}`.trimEnd() + '\n')
    .join('')
    .concat('\n');
}

interface List {
  readonly field: Field;
  readonly row: GraphQLObjectType;
}

/** The first of those with the most fields that lead to other rows: a table in the middle of the database. */
function mostRelated(lists: readonly List[]): List | undefined {
  const ways = ({ row }: List): number => fieldsOf(row).filter(({ type }) => isObjectType(getNamedType(type))).length;
  const most = Math.max(...lists.map(ways));
  return lists.find((list) => ways(list) === most);
}

/** The field as a list of rows, if it is a connection that can be asked for its first rows without another argument. */
function rowsOf(field: Field): List[] {
  if (!field.args.some(({ name }) => name === 'first')) return [];
  const nodes = fieldsOf(getNamedType(field.type)).find(({ name }) => name === 'nodes');
  const row = nodes && getNamedType(nodes.type);
  return isObjectType(row) && leavesOf(row).length > 0 ? [{ field, row }] : [];
}

/** A field such as `artist { name }`, the first row that hangs on this one with a text of its own. */
function oneRelatedRow(row: GraphQLObjectType): string[] {
  for (const { name, type } of fieldsOf(row)) {
    const related = getNullableType(type);
    const text = isObjectType(related) ? leavesOf(related).find(isText) : undefined;
    if (text !== undefined) return [`${name} { ${text.name} }`];
  }
  return [];
}

/** The columns that a reader would want to see; a global id says nothing to anybody. */
function leavesOf(type: GraphQLObjectType): Field[] {
  return fieldsOf(type).filter(({ name, type: leaf }) => {
    const nullable = getNullableType(leaf);
    return isLeafType(nullable) && !isListType(nullable) && nullable.name !== 'ID' && !name.startsWith('__');
  });
}

/** The fields that may be asked for without arguments and are not on their way out. */
function fieldsOf(type: unknown): Field[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).filter(
    ({ args, deprecationReason }) => deprecationReason == null && !args.some(isRequiredArgument),
  );
}

/** The number of another row says less than that row's name; the first column is the row's own number, most often. */
const isTelling = ({ name }: Field, place: number): boolean => place === 0 || !name.endsWith('Id');

const isText = ({ type }: Field): boolean => getNamedType(type).name === 'String';

const nameOf = ({ name }: Field): string => name;
