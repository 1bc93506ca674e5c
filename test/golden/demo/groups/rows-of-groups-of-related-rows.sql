with assigned as (
  select crew_assignment.*, vessel.slug
  from crew_assignment join sailing using (sailing_id) join vessel using (vessel_id)
  where hours > 1
)
select json_build_object('employees', json_build_object('nodes', json_agg(json_build_object(
  'givenName', given_name,
  'crewAssignments', json_build_object('groupBy', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object(
      'keys', json_build_object('duty', duty, 'sailing', json_build_object('vessel', json_build_object('slug', slug))),
      'rows', json_build_object('nodes', (
        select json_agg(json_build_object('sailingId', sailing_id::text, 'hours', hours::text) order by sailing_id)
        from (select * from assigned
          where assigned.employee_id = e.employee_id and assigned.slug = g.slug and assigned.duty = g.duty
          order by sailing_id desc limit 2) as shown))) order by slug, duty), '[]')
    from (select slug, duty from assigned where assigned.employee_id = e.employee_id
      group by slug, duty having count(*) > 1 order by slug, duty limit 2 offset 1) as g)))) order by employee_id)))
from (select * from employee where employee_id > 24 order by employee_id limit 3) as e
