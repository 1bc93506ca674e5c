select json_build_object('tickets', json_build_object('edges', json_agg(json_build_object('node', json_build_object(
  '__typename', 'Question', 'nodeId', encode(convert_to('["Ticket",' || ticket_id || ']', 'UTF8'), 'base64'))) order by ticket_id),
  'pageInfo', json_build_object('hasPreviousPage', true)))
from (select * from ticket where kind <> 'praise' order by kind desc, ticket_id desc limit 2) as t
