select json_build_object(
  'values', (select json_build_object('nodes', json_agg(json_build_object('label', label, 'matrix', array_to_json(matrix)) order by every_type_id))
    from public.every_type where label <> 'highest'),
  'equal', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix = '{{1,2,3},{4,5,6}}'),
  'literally', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix = '{{1,2,3},{4,5,6}}'),
  'equalNothing', (select json_build_object('totalCount', count(*)) from public.every_type where matrix = '{{1,null},{4,5}}'),
  'notEqual', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix <> '{{1,2,3},{4,5,6}}'),
  'among', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix = '{{9}}' or matrix = '{{1,2,3},{4,5,6}}'),
  'amongNone', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix <> '{{9}}' and matrix <> '{{1,2,3},{4,5,6}}'),
  'distinct', (select json_build_object('totalCount', count(*)) from public.every_type where matrix is distinct from '{{1,2,3},{4,5,6}}'),
  'less', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix < '{{1,2,4},{0,0,0}}'),
  'has', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where 5 = any (matrix)),
  'contains', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix @> '{6,4}'),
  'containedBy', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix <@ '{1,2,3,4,5,6,7}'),
  'overlaps', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where matrix && '{7,8}'),
  'empty', (select json_build_object('totalCount', count(*)) from public.every_type where matrix = '{}'),
  'emptyLists', (select json_build_object('totalCount', count(*)) from public.every_type where matrix = '{}'),
  'length', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', label) order by every_type_id), '[]')) from public.every_type where cardinality(matrix) = 6),
  'missing', (select json_build_object('totalCount', count(*)) from public.every_type where matrix is null))
