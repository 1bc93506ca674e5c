with field as (
  -- In the order of the columns in the table, of which the first is the key.
  select name, place + 1 as column_number from unnest(array[
    'u22', 'u2e', 'u5b_0U5d', 'as', 'u3f', 'u3fU3f', 'u5cU3f', 'u5c',
    'u24_1', 'u24U24', 'u3aX', 'u3aU3aInt', 'u3fU3aU3aText', 'u3aNameU3a', 'u2a', 'u20',
    'u27', 'u60', 'u25S', 'u25I', 'u7bU7d', 'u28U29', 'u3d', 'u7c',
    'u7e', 'u26AmpU3b', 'u23Hash', 'u40Name', '_1', '_2fa', '_', 'a',
    'aB', 'aAsB', 'aU5b_0U5d', 'aU3f', 'aU5cU3f', 'aU2cB', 'xU3bY', 'secret',
    'secretU5b_1U5dTail', 'whatU3f', 'whatU24_1', 'pad', 'padded', 'quotedU22NameU22', 'itU27S', 'u27U3bDropTableHostileU3b',
    'u2aCommentU2a', 'comment', 'u24U7bXU7d', 'u3cScriptU3e', 'lineBreak', 'tabStop', 'u8868', 'e',
    'decomposed', 'udf', 'i', 'u1f6b2', 'u1f469U200dU1f680', 'lineSeparator', '_proto__', '_typename',
    'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON', 'then', 'length',
    'select', 'from', 'where', 'order', 'group', 'user', 'table', 'null',
    'true', 'and_', 'or_', 'not_', 'currentUser', 'all', 'row', 'value',
    'upper', 'mixedCase', 'camelCase', 'allCaps', 'oid', 'id', 'ordinaryNodeId', 'nodes',
    'edges', 'first', 'count', 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn', 'u5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57U5b57'
  ]) with ordinality as field (name, place)
)
select json_build_object('hostile', json_object_agg(key, 'column ' || column_number || ' row 2'))
from (
  select name as key, column_number from field
  union all
  select 'again' || column_number - 1, column_number from field where column_number <= 50
) as selected
