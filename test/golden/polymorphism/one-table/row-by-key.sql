select json_build_object(
  'bug', (select json_build_object('__typename', 'Bug', 'ticketLabel', '#' || ticket_id || ' ' || title, 'replies', json_build_object('nodes',
    (select json_agg(json_build_object('body', body) order by reply_id) from reply where reply.ticket_id = ticket.ticket_id)))
    from ticket where ticket_id = 1),
  'none', (select json_build_object('__typename', 'OtherTicket', 'ticketLabel', '#' || ticket_id || ' ' || title, 'kind', kind) from ticket where ticket_id = 6),
  'missing', null)
