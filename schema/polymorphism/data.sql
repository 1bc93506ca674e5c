insert into person values (1, 'Ada'), (2, 'Ben'), (3, 'Cem');

insert into ticket (ticket_id, kind, title, reporter_id, parent_id, severity, steps, answer, due_on) values
  (1, 'bug', 'It "crashes"', 1, null, 3, E'Open it.\nWait.', null, null),
  (2, 'question', 'How long?', 2, 1, null, null, 'Not long.', null),
  (3, 'chore', 'Clean up', 1, 1, null, null, null, '2026-03-01'),
  (4, 'bug', 'Slow', 2, 3, 1, null, null, null),
  (5, 'question', 'Why?', 1, null, null, null, null, null),
  -- Of no type that is declared.
  (6, 'praise', 'Well done', 2, null, null, null, null, null),
  (7, 'chore', 'Paint', 3, 6, null, null, null, null);

insert into reply values (1, 1, 'Seen.'), (2, 1, 'Fixed.'), (3, 2, 'Thanks.'), (4, 6, 'Pleasure.');

insert into asset values
  (1, 'image', 'Sunset', 1),
  (2, 'video', 'Harbour', 1),
  (3, 'note', 'To do', 2),
  (4, 'image', 'Poster', null),
  (5, 'video', 'Storm', 2),
  -- A video without its row of video.
  (6, 'video', 'Lost', 2),
  -- Its kind says otherwise.
  (7, 'note', 'Odd', 1);
insert into image values (1, 640, 480), (4, 100, 200), (7, 1, 1);
insert into video values (2, 90, 4), (5, 30, null);
insert into chapter values (2, 0, 'Quay'), (2, 60, 'Boats'), (5, 0, 'Rain');
