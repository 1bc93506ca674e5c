with found as (select * from public.hostile where "__typename" like 'column 65 %' and "what?" <> '''; drop table hostile; --')
select json_build_object(
  'hostiles', json_build_object(
    'nodes', (select json_agg(json_build_object('hostileId', hostile_id, '_typename', "__typename", 'whatU3f', "what?", '__typename', 'Hostile') order by "__proto__" desc, "a.b") from found),
    'aggregate', (select json_build_object('max', json_build_object('u22', max(""""), 'aU5b_0U5d', max("a[0]")), 'countDistinct', json_build_object('select', count(distinct "select"))) from found),
    'groupBy', json_build_object('nodes', (
      select json_build_array(json_build_object('keys', json_build_object('u24U24', "$$"), 'rows', json_build_object('nodes', json_build_array(json_build_object('whatU24_1', "what$1")))))
      from found order by "$$" limit 1))),
  'hostileByWhatU3f', (select json_build_object('hostileId', hostile_id, 'u22', """") from public.hostile where hostile_id = 3),
  'none', null,
  'selects', json_build_object('nodes', (select json_agg(json_build_object('from', "from", 'where', "where", 'order', "order")) from public."select" where "from" = 2)))
