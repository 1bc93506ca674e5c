select json_build_object('sailings', json_build_object('totalCount', count(*))) from sailing where status = 'cancelled'
