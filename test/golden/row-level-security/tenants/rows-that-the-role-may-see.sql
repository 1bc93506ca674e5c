select json_build_object(
  'currentTenant', 1,
  'tenants', json_build_object('totalCount', 1, 'nodes', (select json_agg(json_build_object('name', name)) from public.tenant where tenant_id = 1)),
  'projects', json_build_object('nodes', (
    select json_agg(json_build_object(
      'tenantId', project.tenant_id,
      'name', project.name,
      'tenant', case when project.tenant_id = 1 then json_build_object('name', tenant.name) end,
      'notes', json_build_object('totalCount', (
        select count(*) from public.note
        where note.tenant_id = 1 and deleted_at is null and (note.tenant_id, note.project_id) = (project.tenant_id, project.project_id)
      ))) order by project.tenant_id desc, project.project_id)
    from public.project join public.tenant using (tenant_id) where project.tenant_id = 1 or is_public)),
  'foreign', null,
  'deleted', null)
