select json_build_object('tickets', json_build_object('nodes', json_agg(
  case kind
    when 'bug' then json_build_object('__typename', 'Bug', 'severity', severity, 'title', title, 'ticketId', ticket_id)
    when 'chore' then json_build_object('__typename', 'Task', 'title', title, 'dueOn', due_on, 'ticketId', ticket_id)
    when 'question' then json_build_object('__typename', 'Question', 'title', title, 'answer', answer, 'ticketId', ticket_id)
    else json_build_object('__typename', 'OtherTicket', 'title', title, 'ticketId', ticket_id)
  end order by ticket_id))) from ticket
