select json_build_object('tickets', json_build_object('nodes', json_agg(
  case kind
    when 'bug' then json_build_object('reporter', reporter, 'text', steps)
    when 'question' then json_build_object('reporter', reporter, 'kind', kind, 'text', answer)
    when 'chore' then json_build_object('reporter', reporter, 'dueOn', due_on)
  end order by ticket_id)))
from ticket join lateral (select json_build_object('name', name, 'personId', person_id) as reporter from person where person_id = reporter_id) p on true
where ticket_id <= 3
