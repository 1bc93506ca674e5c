/**
 * Prints the SQL of a database of 1,000 tables, 10,000 columns and 2,000 foreign keys, the same at each run:
 * `node schema/wide/generate.js | psql -v ON_ERROR_STOP=1 "$DATABASE_URL"`. `node schema/wide/generate.js 100` prints that
 * of the first 100 tables alone; 10 are the fewest.
 */
import process from 'node:process';

const areas = (
  'archive audit billing booking campaign catering claims cargo crew customs depot engine fleet freight harbour ' +
  'insurance kitchen laundry loyalty payroll pilot port safety ticket weather'
).split(' ');
const things = (
  'account agent area asset berth budget call change charge contract course delay device document event fee form ' +
  'grant group invoice item journey key level line log message note offer order part payment plan price record report ' +
  'request route shift ticket'
).split(' ');

const count = Number(process.argv[2] ?? 1000);
const names = areas.flatMap((area) => things.map((thing) => `${area}_${thing}`)).slice(0, count);

/** Seven of these, from a place that differs from table to table, stand in each table beside its keys. */
const columns = [
  'title text not null',
  'status wide_status not null',
  'created_at timestamptz not null',
  'amount numeric(12, 2)',
  'quantity integer not null',
  'active boolean not null',
  'details jsonb',
  'labels text[]',
  'remark text',
  'due_on date',
  'weight double precision',
  'code uuid',
  'total bigint',
  'lasts interval',
  'valid_in daterange',
  'host inet',
  'grade wide_grade',
];

function columnsOf(index) {
  return Array.from({ length: 7 }, (_, place) => columns[(index * 3 + place * 5) % columns.length]);
}

/** Two other tables, near and far away. */
function parentsOf(index) {
  return [1, 117 + (index % 13) * 40].map((distance) => names[(index + distance) % names.length]);
}

const tables = names.map((name, index) =>
  [
    `create table ${name}s (`,
    [
      `id ${index % 4 === 0 ? 'bigint' : 'integer'} generated always as identity primary key`,
      ...parentsOf(index).map((parent) => `${parent}_id bigint${parent < name ? ' not null' : ''}`),
      ...columnsOf(index),
    ]
      .map((column) => `  ${column}`)
      .join(',\n'),
    ');',
    ...(index % 10 === 0 ? [`comment on table ${name}s is 'What ${name.replace('_', ' knows of each ')}.';`] : []),
  ].join('\n'),
);

const foreignKeys = names.flatMap((name, index) =>
  parentsOf(index).map((parent) => `alter table ${name}s add foreign key (${parent}_id) references ${parent}s;`),
);

const types = [
  "create type wide_status as enum ('draft', 'open', 'closed', 'void');",
  "create type wide_grade as enum ('low', 'middle', 'high');",
];

/** One transaction over all would need more locks than a server has. */
const perTransaction = 100;
const statements = [...types, ...tables, ...foreignKeys];
for (let start = 0; start < statements.length; start += perTransaction) {
  process.stdout.write(`begin;\n${statements.slice(start, start + perTransaction).join('\n')}\ncommit;\n`);
}
