select json_build_object(
  'customers', (select json_build_object('totalCount', count(*), 'nodes', coalesce(json_agg(json_build_object('name', name) order by customer_id), '[]'))
    from customer join (select customer_id from booking where status <> 'refunded' group by customer_id having count(*) >= 2 and sum(total) > 500) as b using (customer_id)),
  'quiet', (select json_build_object('nodes', coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]'))
    from vessel where vessel_id not in (select vessel_id from sailing)),
  'either', (select json_build_object('nodes', coalesce(json_agg(json_build_object('name', name) order by vessel_id), '[]'))
    from vessel v
    where vessel_id in (select vessel_id from sailing group by vessel_id having count(*) <= 10 and max(wave_height_m) is not null)
      and vessel_id in (select vessel_id from vessel_amenity join amenity using (amenity_id) group by vessel_id having count(distinct name) between 3 and 5)))
