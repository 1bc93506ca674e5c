-- Tables whose rows are of several types: tickets, which are all in one table, and assets, whose columns are in two.

create table person (
  person_id int primary key,
  name text not null
);

create table ticket (
  ticket_id int primary key,
  kind text not null,
  title text not null,
  reporter_id int not null references person,
  parent_id int references ticket,
  severity int,
  steps text,
  answer text,
  due_on date
);
comment on table ticket is
  '@interface kind
@type bug (severity, steps)
@type question (answer)
@type chore as Task (due_on)
What somebody has to do something about.';
create index on ticket (reporter_id);
create index on ticket (parent_id);

create table reply (
  reply_id int primary key,
  ticket_id int not null references ticket,
  body text not null
);
create index on reply (ticket_id);

create function ticket_label(ticket) returns text stable language sql as $$ select '#' || $1.ticket_id || ' ' || $1.title $$;

create type asset_kind as enum ('image', 'video', 'note');

create table asset (
  asset_id bigint primary key,
  kind asset_kind not null,
  title text not null,
  owner_id int references person
);
comment on table asset is
  '@interface kind
@type image joins image
@type video joins public.video
@type note';
create index on asset (owner_id);

create table image (
  asset_id bigint primary key references asset,
  width int not null,
  height int not null
);

create table video (
  video_id bigint primary key references asset,
  seconds int not null,
  poster_id bigint references image
);
comment on constraint video_video_id_fkey on video is '@fieldName asset';
create index on video (poster_id);

create table chapter (
  video_id bigint not null references video,
  starts_at int not null,
  heading text not null,
  primary key (video_id, starts_at)
);
