select json_build_object('vessels', json_build_object('nodes', coalesce(json_agg(json_build_object('vesselId', vessel_id, 'kind', kind) order by vessel_id), '[]')))
from vessel where kind in ('catamaran', 'mail_boat') and vessel_id between 1 and 6
