import { describe, expect, test } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import { fromDatabaseError, sqlStateOf } from '../../src/errors/sqlstate.js';

const withCode = (code: unknown, message = 'It failed.'): Error => Object.assign(new Error(message), { code });

// The conditions of appendix A of PostgreSQL's manual, by name, and the codes of Node.js' system errors.
describe('a database error gets its code from SQLSTATE', () => {
  test.each([
    ['query_canceled', '57014', 'QUERY_TIMEOUT'],
    ['lock_not_available', '55P03', 'LOCK_TIMEOUT'],
    ['insufficient_privilege', '42501', 'FORBIDDEN'],
    ['undefined_table', '42P01', 'SCHEMA_CHANGED'],
    ['undefined_column', '42703', 'SCHEMA_CHANGED'],
    ['invalid_schema_name', '3F000', 'SCHEMA_CHANGED'],
    ['in_failed_sql_transaction', '25P02', 'LOAN_ABORTED'],
    ['division_by_zero', '22012', 'BAD_USER_INPUT'],
    ['invalid_text_representation', '22P02', 'BAD_USER_INPUT'],
    ['check_violation', '23514', 'BAD_USER_INPUT'],
    ['connection_failure', '08006', 'UNAVAILABLE'],
    ['invalid_password', '28P01', 'UNAVAILABLE'],
    ['invalid_catalog_name', '3D000', 'UNAVAILABLE'],
    ['too_many_connections', '53300', 'UNAVAILABLE'],
    ['out_of_memory', '53200', 'UNAVAILABLE'],
    ['admin_shutdown', '57P01', 'UNAVAILABLE'],
    ['cannot_connect_now', '57P03', 'UNAVAILABLE'],
    ['a refused connection', 'ECONNREFUSED', 'UNAVAILABLE'],
    ['an unknown host', 'ENOTFOUND', 'UNAVAILABLE'],
    ['syntax_error', '42601', 'INTERNAL'],
    ['internal_error', 'XX000', 'INTERNAL'],
  ])('%s (%s) is %s', (_condition, state, code) => {
    expect(fromDatabaseError(withCode(state))).toMatchObject({ code, message: 'It failed.' });
  });
});

test.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
])('node-postgres says in words alone that the connection is lost: %s', (message) => {
  expect(fromDatabaseError(new Error(message)).code).toBe('UNAVAILABLE');
});

test('the original error is the cause, and an error of ours stays itself', () => {
  const original = withCode('42P01');
  expect(fromDatabaseError(original).cause).toBe(original);
  const ours = new PillionError('CANCELLED', 'Gone.');
  expect(fromDatabaseError(ours)).toBe(ours);
});

test('what a domain refuses is told without its name', () => {
  const error = fromDatabaseError(withCode('23514', 'value for domain code violates check constraint "code_check"'));
  expect(error.publicMessage).toBe('The operation holds a value that cannot be used.');
});

test('anything can be thrown', () => {
  expect(fromDatabaseError('broken')).toMatchObject({ code: 'INTERNAL', message: 'broken' });
  expect(fromDatabaseError(undefined)).toMatchObject({ code: 'INTERNAL', message: 'undefined' });
  expect([null, 'x', {}, { code: 42 }, withCode('42P01')].map(sqlStateOf)).toEqual([
    ...[undefined, undefined, undefined, undefined],
    '42P01',
  ]);
});
