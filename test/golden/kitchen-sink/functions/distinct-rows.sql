select json_build_object('citiesTwice', json_build_object(
  'totalCount', count(*),
  'aggregate', json_build_object('sum', json_build_object('population', sum(population)::text)),
  'nodes', json_agg(json_build_object('name', name) order by name desc)
))
from public.city where country_code = 'LI'
