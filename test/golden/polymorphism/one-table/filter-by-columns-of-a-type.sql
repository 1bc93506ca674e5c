select json_build_object('tickets', json_build_object(
  'nodes', json_agg(case when kind = 'bug' then json_build_object('ticketId', ticket_id, 'steps', steps)
    else json_build_object('ticketId', ticket_id) end order by due_on desc nulls last, ticket_id desc),
  'totalCount', count(*)::int, 'aggregate', json_build_object('max', json_build_object('severity', max(severity)))))
from ticket where severity >= 3 or kind = 'chore'
