select json_build_object('islands', json_build_object('nodes', json_agg(json_build_object('name', i.name, 'ports', json_build_object(
  'totalCount', (select count(*) from port p where p.island_id = i.island_id),
  'nodes', (select coalesce(json_agg(json_build_object('name', p.name, 'vesselsByHomePort', json_build_object('nodes',
      (select coalesce(json_agg(json_build_object('name', v.name, 'kind', v.kind) order by vessel_id), '[]') from vessel v where v.home_port_id = p.port_id and kind <> 'mail_boat')))), '[]')
    from (select * from port p where p.island_id = i.island_id order by berth_count desc, port_id desc limit 2) p))) order by island_id)))
from (select * from island order by island_id limit 2) i
