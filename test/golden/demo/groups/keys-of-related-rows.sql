with grouped as (
  select island.slug, vessel.kind, count(*) as vessels
  from vessel join port on port.port_id = vessel.home_port_id join island using (island_id)
  group by island.slug, vessel.kind
)
select json_build_object('vessels', json_build_object('groupBy', json_build_object(
  'totalCount', (select count(*) from grouped),
  'nodes', (select json_agg(json_build_object(
      'keys', json_build_object('kind', kind, 'homePort', json_build_object('island', json_build_object('key', slug))),
      'aggregate', json_build_object('count', vessels)) order by slug desc, kind)
    from (select * from grouped order by slug desc, kind limit 6) as page))))
