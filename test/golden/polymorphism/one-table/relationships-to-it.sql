select json_build_object(
  'people', json_build_object('nodes', (select json_agg(json_build_object('name', name, 'tickets', json_build_object('nodes', coalesce((
    select json_agg(case kind when 'bug' then json_build_object('__typename', 'Bug', 'severity', severity)
      else json_build_object('__typename', 'OtherTicket') end order by ticket_id)
    from ticket where reporter_id = person_id and kind in ('bug', 'praise')), '[]'))) order by person_id) from person)),
  'replies', json_build_object('nodes', (select json_agg(json_build_object('replyId', reply_id, 'ticket',
    case kind when 'question' then json_build_object('answer', answer, 'title', title) else json_build_object('title', title) end)
    order by kind desc, reply_id desc) from reply join ticket using (ticket_id))))
