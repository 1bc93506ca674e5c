select json_build_object(
  repeat('a', 300), json_build_object('nodes', json_build_array(json_build_object(
    repeat('a', 300), "a",
    repeat('a', 299) || 'b', "a.b",
    '__proto__', "secret",
    'constructor', "toString",
    'toString', "constructor",
    'hasOwnProperty', "select",
    'r0', hostile_id,
    'p1', "length"))),
  'r1', 'got 7')
from public.hostile where hostile_id = 1
