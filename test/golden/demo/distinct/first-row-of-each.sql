with latest as (
  select distinct on (vessel_id) vessel_id, departs_at from sailing order by vessel_id, departs_at desc, sailing_id desc
)
select json_build_object('sailings', json_build_object(
  'totalCount', (select count(distinct vessel_id) from sailing),
  'nodes', (select json_agg(json_build_object('vesselId', vessel_id, 'departsAt', to_char(departs_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by vessel_id)
    from (select * from latest order by vessel_id limit 5) page),
  'pageInfo', json_build_object('hasNextPage', (select count(*) > 5 from latest))))
