insert into public.tenant (tenant_id, name) values (1, 'Puffin Press'), (2, 'Seal & Daughters'), (3, 'Empty Nets');

insert into public.project (tenant_id, project_id, name, is_public, budget) values
  (1, 1, 'Tide tables', true, 1200.00),
  (1, 2, 'Bird atlas', false, 54000.50),
  (2, 1, 'New slipway', false, 250000.00),
  (2, 2, 'Open day', true, null);

-- Each project gets ten notes, the last of which is deleted.
insert into public.note (note_id, tenant_id, project_id, body, written_at, deleted_at)
select
  row_number() over (order by tenant_id, project_id, n),
  tenant_id,
  project_id,
  format('Note %s on %s, for the eyes of tenant %s.', n, name, tenant_id),
  timestamp with time zone '2026-01-01 09:00:00+00' + interval '1 day' * n,
  case when n = 10 then timestamp with time zone '2026-02-01 09:00:00+00' end
from public.project
cross join generate_series(1, 10) as n;

select setval(pg_get_serial_sequence('public.note', 'note_id'), (select max(note_id) from public.note));
