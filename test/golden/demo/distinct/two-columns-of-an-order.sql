select json_build_object('vessels', json_build_object('totalCount', count(*), 'nodes', json_agg(json_build_object(
  'kind', kind, 'homePortId', home_port_id, 'name', name, 'lengthM', length_m::text) order by kind desc, home_port_id)))
from vessel as longest
where retired_on is null and not exists (
  select from vessel as other
  where other.retired_on is null and other.kind = longest.kind and other.home_port_id = longest.home_port_id
    and other.length_m > longest.length_m)
