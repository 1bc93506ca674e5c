select json_build_object(
  'holds', json_build_object('nodes', (select json_agg(json_build_object('code', code) order by code) from public.country)),
  'none', json_build_object('nodes', '[]'::json)
)
