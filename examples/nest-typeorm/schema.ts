/**
 * What the app's migrations make: tables, and who may see which columns and rows of them. Grants and policies hold for the app's own writes and
 * for everything that GraphQL reads, whichever way it gets there.
 */
export const schema = /* SQL */ `
  do $$
  declare name text;
  begin
    foreach name in array array['desk_admin', 'desk_agent', 'desk_customer'] loop
      begin
        execute format('create role %I nologin', name);
      exception when duplicate_object or unique_violation then null;
      end;
    end loop;
  end $$;

  create table account (
    account_id int generated always as identity primary key,
    email text not null unique,
    name text not null,
    role text not null check (role in ('admin', 'agent', 'customer')),
    password_hash text not null
  );

  create table ticket (
    ticket_id int generated always as identity primary key,
    customer_id int not null references account,
    agent_id int references account,
    subject text not null,
    opened_at timestamptz not null default now(),
    deleted_at timestamptz
  );
  comment on column ticket.agent_id is 'Who has taken it; nobody yet, if null.';
  create index on ticket (customer_id);
  create index on ticket (agent_id);

  create table message (
    message_id int generated always as identity primary key,
    ticket_id int not null references ticket,
    author_id int not null references account,
    body text not null,
    internal boolean not null default false,
    written_at timestamptz not null default now()
  );
  comment on column message.internal is 'A note among those at the desk, which the customer does not see.';
  create index on message (ticket_id);
  create index on message (author_id);

  create table invoice (
    invoice_id int generated always as identity primary key,
    customer_id int not null references account,
    amount numeric(8, 2) not null,
    paid boolean not null default false
  );
  create index on invoice (customer_id);

  -- Who is logged in, as the app said when it opened the transaction.
  create function visitor_id() returns int stable language sql
    return nullif(current_setting('desk.account_id', true), '')::int;

  grant select (account_id, email, name, role) on account to desk_admin, desk_agent;
  grant select (account_id, name) on account to desk_customer;
  grant select on ticket, message to desk_admin, desk_agent, desk_customer;
  grant select on invoice to desk_admin, desk_customer;
  grant insert on message to desk_admin, desk_agent, desk_customer;

  alter table account enable row level security;
  alter table ticket enable row level security;
  alter table message enable row level security;
  alter table invoice enable row level security;

  -- Admins see everything.
  create policy admin on account to desk_admin using (true);
  create policy admin on ticket to desk_admin using (true);
  create policy admin on message to desk_admin using (true) with check (author_id = visitor_id());
  create policy admin on invoice to desk_admin using (true);

  -- Agents see their tickets, those that nobody has taken, and who is who. They have no grant on invoices.
  create policy agent on account to desk_agent using (true);
  create policy agent on ticket to desk_agent using (agent_id = visitor_id() or agent_id is null);
  create policy agent on message to desk_agent
    using (exists (select from ticket t where t.ticket_id = message.ticket_id))
    with check (author_id = visitor_id() and exists (select from ticket t where t.ticket_id = message.ticket_id));

  -- Customers see what is theirs, without the notes, and the agents of their tickets.
  create policy customer on ticket to desk_customer using (customer_id = visitor_id());
  create policy customer on account to desk_customer
    using (account_id = visitor_id() or exists (select from ticket t where t.agent_id = account.account_id));
  create policy customer on message to desk_customer
    using (not internal and exists (select from ticket t where t.ticket_id = message.ticket_id))
    with check (
      not internal and author_id = visitor_id() and exists (select from ticket t where t.ticket_id = message.ticket_id)
    );
  create policy customer on invoice to desk_customer using (customer_id = visitor_id());
`;

/** Two customers, two agents, an admin; `$1` is the hash of everybody's password. */
export const sampleRows: readonly string[] = [
  `insert into account (email, name, role, password_hash)
   select name || '@example.com', initcap(name), role, $1
   from (values ('ada', 'admin'), ('ben', 'agent'), ('bea', 'agent'), ('carl', 'customer'), ('cora', 'customer')) a (name, role)`,
  `insert into ticket (customer_id, agent_id, subject, deleted_at)
   values (4, 2, 'My kettle whistles off key', null), (4, null, 'Which descaler?', null),
     (5, 3, 'The toaster is too fast', null), (5, 2, 'A refund', null), (4, 2, 'Win a kettle!', now())`,
  `insert into message (ticket_id, author_id, body, internal)
   values (1, 4, 'It is a semitone flat.', false), (1, 2, 'Third one this week.', true), (1, 2, 'We send you another.', false),
     (3, 5, 'It was done before I was.', false), (4, 5, 'The parcel was empty.', false), (4, 2, 'Ask the carrier first.', true),
     (5, 4, 'Click here.', false)`,
  `insert into invoice (customer_id, amount, paid) values (4, 49.90, true), (4, 12.00, false), (5, 89.00, true)`,
];
