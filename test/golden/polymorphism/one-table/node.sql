select json_build_object('node', json_build_object('__typename', 'Bug', 'nodeId', encode('["Ticket",1]', 'base64'), 'title', title, 'severity', severity))
from ticket where ticket_id = 1
