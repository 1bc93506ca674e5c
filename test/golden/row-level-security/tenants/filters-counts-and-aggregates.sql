with project as (select * from public.project where tenant_id = 1 or is_public),
note as (select * from public.note where tenant_id = 1 and deleted_at is null)
select json_build_object(
  'withNotes', json_build_object('nodes', (select json_agg(json_build_object('name', name) order by project_id) from project where tenant_id = 1)),
  'withoutTenant', json_build_object('nodes', (select json_agg(json_build_object('name', name)) from project where tenant_id <> 1)),
  'notes', (
    select json_build_object(
      'estimate', count(*),
      'aggregate', json_build_object('count', count(*), 'max', json_build_object('writtenAt', to_char(max(written_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))),
      'groupBy', json_build_object('nodes', json_build_array(
        json_build_object('keys', json_build_object('projectId', 1), 'aggregate', json_build_object('count', count(*) filter (where project_id = 1))),
        json_build_object('keys', json_build_object('projectId', 2), 'aggregate', json_build_object('count', count(*) filter (where project_id = 2))))))
    from note),
  'byNotes', json_build_object('nodes', (
    select json_agg(json_build_object('name', name) order by notes desc, project_id)
    from (select name, project_id, (select count(*) from note where (note.tenant_id, note.project_id) = (project.tenant_id, project.project_id)) as notes from project) as counted
    where notes < 10)))
