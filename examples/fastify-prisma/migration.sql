-- What `prisma migrate` makes of schema.prisma, and two films.
create table screening (
  screening_id serial primary key,
  film text not null,
  starts_at timestamptz(6) not null,
  seats int not null
);

create table ticket (
  ticket_id serial primary key,
  screening_id int not null references screening on delete restrict on update cascade,
  seat int not null,
  guest text not null,
  unique (screening_id, seat)
);

insert into screening (film, starts_at, seats) values
  ('Metropolis', '2026-03-05T19:00:00Z', 40),
  ('Playtime', '2026-03-06T20:30:00Z', 40);
