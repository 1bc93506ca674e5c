import { fileURLToPath, URL } from 'node:url';
import { commonForm } from '../common-form.js';

const program = (file, ...args) => [fileURLToPath(new URL(file, import.meta.url)), ...args];
const pillion = (framework, guard) => ({
  program: program('pillion.js', framework, guard),
  path: () => '/graphql',
  request: ({ query, variables }, turn) => ({ query, variables: variables(turn) }),
  answer: (_operation, data) => commonForm(data),
});
const limit = (framework, form) => ({
  ...pillion(),
  program: program('limit.js', framework),
  /** The frameworks have the form that was best for the operation on bare `node:http`. */
  path: (best) => `/${form ?? best}`,
});
const peer = (file, key) => ({
  program: program(file),
  peer: true,
  answers: (operation) => operation[key] !== undefined,
  path: () => '/graphql',
  request: (operation, turn) => {
    const { query, variables = (own) => own } = operation[key];
    return { query, variables: variables(operation.variables(turn)) };
  },
  answer: (operation, data) => commonForm((operation[key].answer ?? ((own) => own))(data)),
});

/**
 * Who is measured. `group` says beside what: every target's CPU is shown as a multiple of the best limit on bare
 * `node:http`, and those on a framework as a multiple of the limit on that framework too (`beside`).
 */
export const targets = [
  { name: 'limit-json', title: 'limit, JSON by functions', group: 'limit', ...limit('node', 'json') },
  { name: 'limit-text', title: 'limit, text in SQL', group: 'limit', ...limit('node', 'text') },
  { name: 'limit-rows', title: 'limit, rows', group: 'limit', ...limit('node', 'rows') },
  { name: 'pillion', title: 'Pillion', group: 'pillion', ...pillion('node', 'light') },
  { name: 'pillion-strict', title: 'Pillion, guard strict', group: 'pillion', ...pillion('node', 'strict') },
  { name: 'limit-express', title: 'limit on Express', group: 'framework', ...limit('express') },
  {
    name: 'pillion-express',
    title: 'Pillion on Express',
    group: 'pillion',
    beside: 'limit-express',
    ...pillion('express', 'light'),
  },
  { name: 'limit-fastify', title: 'limit on Fastify', group: 'framework', ...limit('fastify') },
  {
    name: 'pillion-fastify',
    title: 'Pillion on Fastify',
    group: 'pillion',
    beside: 'limit-fastify',
    ...pillion('fastify', 'light'),
  },
  { name: 'pillion-apollo', title: 'Pillion, Apollo with a plugin', group: 'pillion', ...pillion('apollo', 'light') },
  { name: 'postgraphile', title: 'PostGraphile 5', group: 'peer', ...peer('postgraphile.js', 'postgraphile') },
  { name: 'mercurius', title: 'Mercurius, SQL by hand', group: 'peer', ...peer('mercurius.js', 'byHand') },
  {
    name: 'type-graphql',
    title: 'Apollo + TypeGraphQL + TypeORM',
    group: 'peer',
    ...peer('type-graphql.js', 'byHand'),
  },
];
