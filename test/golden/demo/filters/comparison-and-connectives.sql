select json_build_object('routes', json_build_object('totalCount', count(*), 'nodes', json_agg(json_build_object('name', name, 'distanceNm', distance_nm::text, 'isScenic', is_scenic) order by route_id)))
from route where ((distance_nm >= 20 and distance_nm < 40) or not is_scenic = false) and name <> 'x'
