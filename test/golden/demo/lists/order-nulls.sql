select json_build_object('islands', json_build_object('nodes', json_agg(json_build_object('name', name, 'population', population))))
from (select name, population from island order by population desc nulls last, name limit 5) as page
